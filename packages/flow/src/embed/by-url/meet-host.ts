import { noHostTransport } from "../../transports/no-host.ts";
import type { PageBridge } from "../../transports/page-bridge.ts";
import { announceToAnyParent, parentTransport } from "../../transports/parent.ts";
import type { Transport } from "../../transports/transport.ts";
import { findApp, webViewTransport } from "../../transports/webview.ts";

/** Who is on the other side of a page that was opened by URL. */
export interface Host {
  transport: Transport;
  /** An app: it opens links that lead outside. A page: the one that frames this one. Nobody: no one can be asked for anything. */
  kind: "app" | "page" | "nobody";
}

/**
 * In a frame the page with the origin that the address names, if it is on the deployment's list; at top level the app that has
 * put its bridge into the page. Announces the page to it (R153).
 */
export function meetHost(
  page: Window,
  bridge: PageBridge | null,
  parentOrigin: string | null,
  parentOrigins: readonly string[],
  warn: (message: string) => void,
): Host {
  const host = choose();
  host.transport.post({ type: "ready", data: { nonce: "" } });
  return host;

  function choose(): Host {
    const app = findApp(page);
    if (app !== null && bridge !== null) return { transport: webViewTransport(app, bridge), kind: "app" };
    if (page.parent === page) return { transport: noHostTransport(), kind: "nobody" };
    // Compared whole; an opaque origin is nobody's in particular.
    if (parentOrigin !== null && parentOrigin !== "null" && parentOrigins.includes(parentOrigin))
      return { transport: parentTransport(page, parentOrigin), kind: "page" };
    if (parentOrigin !== null) warn('The "parentOrigin" is not on the deployment\'s list, so nobody is told anything.');
    announceToAnyParent(page);
    return { transport: noHostTransport(), kind: "nobody" };
  }
}
