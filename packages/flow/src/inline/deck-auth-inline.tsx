import { steadyClock } from "@deck-auth/contract";
import { forwardRef, useEffect, useImperativeHandle, useRef, useState } from "react";
import type { ForwardRefExoticComponent, ReactElement, Ref, RefAttributes } from "react";
import { createPortal } from "react-dom";
import { forgetOnRestore } from "../embed/forget-on-restore.ts";
import { Flow } from "../flow.tsx";
import type { Catalog } from "../i18n/catalog.ts";
import { loadCatalog } from "../i18n/catalog.ts";
import { persistently } from "../persistently.ts";
import { randomId } from "../random-id.ts";
import { loadScreen, loadScreensAhead } from "../screens/load-screen.ts";
import { createSession } from "../session.ts";
import type { Session } from "../session.ts";
import { languageOf } from "../settings.ts";
import styles from "../styles.css?inline";
import { browserSurroundings } from "../surroundings.ts";
import { createMemoryTransport } from "../transports/memory.ts";
import type { MemoryTransport } from "../transports/memory.ts";
import { askForToken, configOf, identityOf, tellHost, updateOf } from "./inline-host.ts";
import type { DeckAuthHandle, DeckAuthInlineProps } from "./props.ts";

/** A place of its own in the page, which the host's styles do not reach (R119). */
function openShadow(host: HTMLElement): HTMLElement {
  const shadow = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  shadow.adoptedStyleSheets = [sheet];
  const place = document.createElement("div");
  shadow.replaceChildren(place);
  return place;
}

interface Mounted {
  session: Session;
  catalog: Catalog;
  place: HTMLElement;
}

/** One flow, from its first drawing to its end; another identity is another one. */
function InlineFlow({ handle, ...props }: DeckAuthInlineProps & { handle: Ref<DeckAuthHandle> }) {
  const host = useRef<HTMLDivElement>(null);
  const newest = useRef(props);
  const transport = useRef<MemoryTransport | null>(null);
  const [mounted, setMounted] = useState<Mounted | null>(null);
  useEffect(() => {
    newest.current = props;
  });

  useEffect(() => {
    if (host.current === null) return undefined;
    const { apiUrl = "https://api.deck.co/v2", imageOrigins = [], clock = steadyClock, ...first } = newest.current;
    const { fetch: given } = first;
    const language = languageOf(first.language);
    const place = openShadow(host.current);
    const session = createSession({
      apiUrl,
      fetch: given ?? ((address, init) => fetch(address, init)),
      clock,
      random: Math.random,
      newId: randomId,
      surroundings: browserSurroundings(window),
      imageOrigins,
      hints: { language },
      loadForm: () => loadScreen("credentials"),
      loadAhead: () => loadScreensAhead(clock),
    });
    const link = createMemoryTransport((message) => {
      if (message.type === "tokenRequired") void renew();
      else tellHost(message, newest.current);
    });
    async function renew(): Promise<void> {
      const { token } = newest.current;
      // A string that was refused is not another one the second time (design 3.1).
      const fresh = typeof token === "function" ? await askForToken(token) : null;
      link.send(fresh === null ? { type: "tokenUnavailable", data: {} } : { type: "token", data: { token: fresh } });
    }
    let left = false;
    async function begin(): Promise<void> {
      const [catalog, asked] = await Promise.all([
        persistently(() => loadCatalog(language), clock, () => left),
        askForToken(newest.current.token),
        persistently(() => loadScreen("source-picker"), clock, () => left),
      ]);
      // Under StrictMode the first of two mounts is gone by now: it has asked the API for nothing.
      if (left) return;
      transport.current = link;
      setMounted({ session, catalog, place });
      // A string may be another one by now.
      const { token: now } = newest.current;
      const token = typeof now === "string" ? now : asked;
      session.begin({ token: token ?? "", config: configOf(newest.current), transport: link });
    }
    const stopForgetting = forgetOnRestore(window, place);
    const stopWaiting = clock.after(0, () => {
      begin().catch((error: unknown) => {
        // Who has left waits for nothing that did not come. All else is a bug, and the page's to hear of.
        if (!left) reportError(error);
      });
    });
    return () => {
      left = true;
      stopWaiting();
      stopForgetting();
      transport.current = null;
      session.stop();
    };
  }, []);

  const isFocusWanted = useRef(false);
  const focus = () => {
    isFocusWanted.current = true;
    transport.current?.send({ type: "focus", data: {} });
  };
  useImperativeHandle(handle, () => ({ focus }), []);
  useEffect(() => {
    if (mounted !== null && isFocusWanted.current) focus();
  }, [mounted]);

  // Only what really changed is told: a new object with the old values in it is no change (M11).
  const update = JSON.stringify(updateOf(props));
  useEffect(() => {
    transport.current?.send({ type: "update", data: updateOf(newest.current) });
  }, [update]);
  const { token } = props;
  useEffect(() => {
    if (typeof token === "string") transport.current?.send({ type: "token", data: { token } });
  }, [token]);

  return (
    <div ref={host} data-deck-auth-inline="">
      {mounted !== null &&
        createPortal(
          <Flow session={mounted.session} catalog={mounted.catalog} theme="default" first="picker" keys={mounted.place} />,
          mounted.place,
        )}
    </div>
  );
}

/**
 * The flow in the host's own page, in an open shadow root, for Storybook and first-party pages.
 *
 * **The password is then typed into the host's page**, and whatever runs there can read it. `<DeckAuth>` of
 * `@deck-auth/react` keeps it in a frame of another origin; use that in a customer's app.
 */
export const DeckAuthInline: ForwardRefExoticComponent<DeckAuthInlineProps & RefAttributes<DeckAuthHandle>> = forwardRef(
  function DeckAuthInline(props: DeckAuthInlineProps, ref: Ref<DeckAuthHandle>): ReactElement {
    return <InlineFlow key={identityOf(props)} {...props} handle={ref} />;
  },
);
