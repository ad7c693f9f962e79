// Lets a user of your app connect an account: the embed page in a WebView, by @deck-auth/react/url.
// Needs react-native 0.79 or later, and react-native-webview.
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { ActivityIndicator, BackHandler, Linking, Pressable, StyleSheet, Text, View } from "react-native";
import { WebView } from "react-native-webview";
import type { WebViewMessageEvent } from "react-native-webview";
import { createDeckAuthUrl, parseDeckAuthMessage } from "@deck-auth/react/url";

export interface ConnectAccountProps {
  /** Address of the embed page, with the slash at its end: "https://auth.example.com/". */
  embedUrl: string;
  /** Where your server mounts the server helper: "https://app.example.com/api/deck-auth". */
  server: string;
  /** Says to your server who is signed in, and that your app asks: `authorization`, and `origin` as in `allowedOrigins`. */
  sessionHeaders(): Record<string, string>;
  sourceId?: string;
  taskId?: string;
  /** Your server has confirmed what was stored. The page shows its own end; unmount now, or at `onClosed`. */
  onConnected(confirmation: Confirmation): void;
  /** The user is done here. */
  onClosed(): void;
}

/** What your server may trust: the answer of its `/confirm`. */
export interface Confirmation {
  credentialId: string;
  ownerMatches: boolean;
  taskRunId: string | null;
  verified: boolean | null;
}

/** Ids that came from a page or a link. They say which, and prove nothing. */
export interface Ids {
  credentialId: string;
  taskRunId: string | null;
}

/** The script that hands a message to the page: JSON once for the message, and once more as a literal of the script. */
export function hostScript(type: string, data: object = {}): string {
  const message = JSON.stringify({ channel: "deck-auth", version: 1, type, data });
  return `window.DeckAuthBridge?.receive(${JSON.stringify(message)}); true;`;
}

/** Whether an address is on this origin, compared whole: what follows must be a path, a query, a fragment or nothing. */
export const isAt = (url: string, origin: string): boolean => url.startsWith(origin) && ["", "/", "?", "#"].includes(url.charAt(origin.length));

/** The ids in a link that your app was opened by; `null` for any other link. Whoever may open links may have written it. */
export function returnedIds(link: string, returnUrl: string, state: string): Ids | null {
  if (!link.startsWith(`${returnUrl}?`)) return null;
  const pairs = link.slice(returnUrl.length + 1).split("&").map((pair) => pair.split("="));
  const valueOf = (name: string): string | null => {
    const [found, ...others] = pairs.filter((pair) => pair[0] === name);
    return found?.length === 2 && others.length === 0 ? (found[1] ?? null) : null;
  };
  const idOf = (name: string): string | null => /^[A-Za-z0-9_-]{1,255}$/.exec(valueOf(name) ?? "")?.[0] ?? null;
  const credentialId = idOf("credentialId");
  if (state === "" || valueOf("state") !== state || credentialId === null) return null;
  return { credentialId, taskRunId: idOf("taskRunId") };
}

type Server = Pick<ConnectAccountProps, "server" | "sessionHeaders">;

async function ask({ server, sessionHeaders }: Server, route: "token" | "confirm", body: object) {
  const answer = await fetch(`${server}/${route}`, {
    method: "POST",
    headers: { ...sessionHeaders(), "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
  return answer.json();
}

async function fetchToken(server: Server): Promise<{ token: string; externalId: string }> {
  const { token, externalId } = await ask(server, "token", {});
  if (typeof token !== "string" || typeof externalId !== "string") throw new Error("The server's answer holds no token.");
  return { token, externalId };
}

/** Asks your server what is true of these ids. Also for what `returnedIds` gave. */
export async function confirm(server: Server, ids: Ids): Promise<Confirmation> {
  const { credentialId, ownerMatches, taskRunId, verified } = await ask(server, "confirm", ids);
  if (typeof credentialId !== "string" || ownerMatches !== true) throw new Error("The server did not confirm this credential.");
  return { credentialId, ownerMatches, taskRunId, verified };
}

export function ConnectAccount(props: ConnectAccountProps) {
  const { embedUrl, onClosed } = props;
  const embedOrigin = embedUrl.split("/").slice(0, 3).join("/");
  const newest = useRef(props);
  newest.current = props;
  const view = useRef<WebView>(null);
  const resume = useRef<{ credentialId: string; taskRunId: string } | undefined>(undefined);
  const flow = useRef({ isListening: false, isAskedToGoBack: false, isOver: false });
  const [load, setLoad] = useState(0);
  const [page, setPage] = useState<string | null>(null);
  const [tryAgain, setTryAgain] = useState<(() => void) | null>(null);

  const send = useCallback((type: string, data?: object) => view.current?.injectJavaScript(hostScript(type, data)), []);

  /** Begins, or goes on with what was begun, with a fresh token. In the same WebView, where the page finds what it kept. */
  const reload = useCallback(() => {
    setTryAgain(null);
    setLoad((before) => before + 1);
  }, []);

  useEffect(() => {
    let isWanted = true;
    flow.current = { isListening: false, isAskedToGoBack: false, isOver: false };
    fetchToken(newest.current).then(
      ({ token, externalId }) => {
        if (!isWanted) return;
        const { sourceId, taskId } = newest.current;
        setPage(createDeckAuthUrl({ embedUrl, token, externalId, sourceId, taskId, resume: resume.current, closable: true }));
      },
      () => isWanted && setTryAgain(() => reload),
    );
    return () => {
      isWanted = false;
    };
  }, [embedUrl, load, reload]);

  useEffect(() => {
    const listener = BackHandler.addEventListener("hardwareBackPress", () => {
      // A page that does not answer keeps nobody here.
      if (!flow.current.isListening || flow.current.isAskedToGoBack) newest.current.onClosed();
      else {
        flow.current.isAskedToGoBack = true;
        send("back");
      }
      return true;
    });
    return () => listener.remove();
  }, [send]);

  async function finish(ids: Ids): Promise<void> {
    try {
      setTryAgain(null);
      newest.current.onConnected(await confirm(newest.current, ids));
    } catch {
      setTryAgain(() => () => void finish(ids));
    }
  }

  async function renewToken(): Promise<void> {
    try {
      send("token", { token: (await fetchToken(newest.current)).token });
    } catch {
      send("tokenUnavailable");
    }
  }

  function hear(event: WebViewMessageEvent): void {
    // This address may still hold the token: compare it, and never log it.
    if (!isAt(event.nativeEvent.url, embedOrigin)) return;
    const message = parseDeckAuthMessage(event);
    switch (message?.type) {
      case "ready":
        flow.current.isListening = true;
        break;
      case "event": {
        const { credentialId, taskRunId } = message.data;
        if (credentialId !== null && taskRunId !== null) resume.current = { credentialId, taskRunId };
        break;
      }
      case "success":
        flow.current.isOver = true;
        void finish({ credentialId: message.data.credentialId, taskRunId: message.data.taskRunId });
        break;
      case "error":
        if (message.data.terminal) flow.current.isOver = true;
        break;
      case "tokenRequired":
        void renewToken();
        break;
      case "navigate":
        if (message.data.url.startsWith("https://")) void Linking.openURL(message.data.url);
        break;
      case "backResult":
        flow.current.isAskedToGoBack = false;
        if (!message.data.handled) onClosed();
        break;
      case "close":
        onClosed();
    }
  }

  /** The system has killed the page, say while the user fetched a code elsewhere. */
  const recover = (): void => (flow.current.isOver ? onClosed() : reload());

  /** On Android the WebView is gone with it. */
  function recoverAnew(): void {
    setPage(null);
    recover();
  }

  const source = useMemo(() => (page === null ? null : { uri: page }), [page]);
  return (
    <View style={styles.whole}>
      {source !== null && (
        <WebView
          ref={view}
          source={source}
          style={styles.whole}
          originWhitelist={[embedOrigin]}
          onShouldStartLoadWithRequest={({ url }) => isAt(url, embedOrigin)}
          onMessage={hear}
          onContentProcessDidTerminate={recover}
          onRenderProcessGone={recoverAnew}
          onError={() => setTryAgain(() => reload)}
          onHttpError={() => setTryAgain(() => reload)}
          renderError={() => <View />}
          setSupportMultipleWindows={false}
          keyboardDisplayRequiresUserAction={false}
          allowsLinkPreview={false}
        />
      )}
      {source === null && tryAgain === null && <ActivityIndicator style={styles.whole} />}
      {tryAgain !== null && (
        <View style={styles.notice}>
          <Text>This did not work. Please check your connection.</Text>
          <Pressable accessibilityRole="button" onPress={tryAgain}>
            <Text style={styles.action}>Try again</Text>
          </Pressable>
        </View>
      )}
    </View>
  );
}

const styles = StyleSheet.create({ whole: { flex: 1 }, notice: { padding: 24, gap: 16 }, action: { fontWeight: "600" } });
