import type { EmbedMessageBody } from "@deck-auth/contract/messages";
import { enveloped } from "./envelope.ts";
import type { PageBridge } from "./page-bridge.ts";
import type { Transport } from "./transport.ts";

type Say = (message: ReturnType<typeof enveloped>) => void;

const partOf = (whole: unknown, name: string): unknown =>
  (typeof whole === "object" && whole !== null) || typeof whole === "function" ? Reflect.get(whole, name) : undefined;

/** A native object that takes messages. Called as its method: some of them look at `this`. */
function poster(holder: unknown): ((value: unknown) => void) | null {
  const post = partOf(holder, "postMessage");
  return typeof post === "function" ? (value) => void Reflect.apply(post, holder, [value]) : null;
}

/**
 * The app around this page, by the bridge that it has put into it: React Native's, WKWebView's, or Android's. `null` where there
 * is none, and in a frame, which is another page's business (T44).
 */
export function findApp(page: Window): Say | null {
  if (page.parent !== page) return null;
  const reactNative = poster(partOf(page, "ReactNativeWebView"));
  if (reactNative !== null) return (message) => reactNative(JSON.stringify(message));
  const apple = poster(partOf(partOf(partOf(page, "webkit"), "messageHandlers"), "deckAuth"));
  if (apple !== null) return apple;
  const android = poster(partOf(page, "deckAuthAndroid"));
  return android === null ? null : (message) => android(JSON.stringify(message));
}

/** Talks to the app around this page (R155). An app whose bridge throws is the app's problem; the flow goes on. */
export function webViewTransport(say: Say, bridge: PageBridge): Transport {
  let isClosed = false;
  return {
    post(message: EmbedMessageBody) {
      if (isClosed) return;
      try {
        say(enveloped(message));
      } catch {
        console.warn(`[deck-auth] The app's bridge did not take the message "${message.type}".`);
      }
    },
    listen: (receive) =>
      bridge.listen((message) => {
        if (!isClosed) receive(message);
      }),
    close() {
      isClosed = true;
    },
  };
}
