import { useEffect, useRef } from "react";
import { startByUrl } from "../packages/flow/src/embed/by-url/start-by-url.ts";
import styles from "../packages/flow/src/styles.css?inline";
import { readToolbar } from "./toolbar.ts";

/** How a page that was opened by a URL comes to have no flow. */
export interface ByUrlArgs {
  /** What an earlier load of the page left in its entry of the history. */
  kept: unknown;
}

/** The page that is opened by a URL, as it starts, in a place of its own. It stays within this one: nothing of it opens a flow. */
export function ByUrl({ kept, globals = {} }: ByUrlArgs & { globals?: Record<string, unknown> }) {
  const host = useRef<HTMLDivElement>(null);
  const { theme, language, width } = readToolbar(globals);
  useEffect(() => {
    if (host.current === null) return;
    const shadow = host.current.shadowRoot ?? host.current.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    shadow.adoptedStyleSheets = [sheet];
    const root = document.createElement("div");
    shadow.replaceChildren(root);
    const looks = typeof kept === "object" && kept !== null ? { ...kept, config: { language, appearance: { theme } } } : null;
    void startByUrl({
      page: window,
      root,
      hints: { language, theme, first: "picker" },
      address: { hints: { language, theme, first: "picker" }, nonce: null, query: new URLSearchParams(), fragment: new URLSearchParams(), kept: looks },
      deployment: { apiUrl: "https://api.deck.co/v2", parentOrigins: [], imageOrigins: [], returnUrls: [], queryToken: "accept" },
      bridge: null,
      open: () => {
        throw new Error("No flow was to be opened.");
      },
    });
  }, [kept, language, theme]);
  return (
    <div style={{ minHeight: "100vh", background: theme === "dark" ? "#1b1d22" : "#f4f5f7" }}>
      <div style={{ maxWidth: width, margin: "0 auto", padding: "24px 0" }} ref={host} />
    </div>
  );
}
