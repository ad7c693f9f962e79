import { steadyClock } from "@deck-auth/contract";
import type { Deployment } from "@deck-auth/contract";
import { createCheckpoint } from "../../checkpoint.ts";
import { isOver } from "../../screen.ts";
import type { Beginning, ReturnAddress } from "../../beginning.ts";
import type { Session } from "../../session.ts";
import { languageOf, themeOf } from "../../settings.ts";
import type { PageBridge } from "../../transports/page-bridge.ts";
import type { Address, Hints } from "../address.ts";
import { tabKeeper } from "../tab-keeper.ts";
import { longestAway, nameFlow } from "./flow-name.ts";
import { goBackAtTheEnd, isReturnLink } from "./go-back-at-the-end.ts";
import { keepEntry, readEntry } from "./history-entry.ts";
import type { Entry } from "./history-entry.ts";
import { meetHost } from "./meet-host.ts";
import { showNotice } from "./notice-page.tsx";
import { handOverLinks } from "./outside-links.ts";
import { readParameters } from "./parameters.ts";
import { returnAddressOf } from "./return-address.ts";

const schemes = { default: "light", dark: "dark", auto: "light dark" } as const;

const warn = (message: string): void => console.warn(`[deck-auth] ${message}`);

/** A page with a flow in it, which still waits for its host. */
export interface ByUrlOptions {
  page: Window;
  root: HTMLElement;
  hints: Hints;
  address: Address;
  deployment: Deployment;
  bridge: PageBridge | null;
  /** Draws the flow, which waits for its host. */
  open(): { session: Session; begin(beginning: Beginning): void };
}

/**
 * Starts a page that nobody shakes hands with: opened by a URL that says it all, reloaded after that, or opened by somebody who
 * only looks (design 3.2).
 */
export async function startByUrl({ page, root, hints, address, deployment, bridge, open }: ByUrlOptions): Promise<void> {
  const given = readParameters(address.query, address.fragment, deployment, warn);
  const before = given === null ? readEntry(address.kept) : null;
  const opening = given ?? before;
  if (opening === null) return showNotice(root, hints, "visit");

  const entry: Entry = before ?? {
    flow: await nameFlow(page.parent !== page, opening),
    config: opening.config,
    parentOrigin: opening.parentOrigin,
    redirectUrl: opening.redirectUrl,
    state: opening.state,
    ended: null,
  };
  const looks = { language: languageOf(entry.config.language), theme: themeOf(entry.config.appearance) };
  // Alone in its window the page has no frame whose scheme it would have to keep: the ground around the card is its own.
  if (page.parent === page) page.document.documentElement.style.colorScheme = schemes[looks.theme];
  if (entry.ended !== null) return showNotice(root, looks, "ended", entry.ended.returnTo);

  // Who opens the page anew may have given the last flow up; who reloads it has not.
  const keeper = tabKeeper(page, entry.flow, steadyClock, before === null ? longestAway : Infinity);
  const returnAddress = findWayBack(page, entry, deployment.returnUrls);
  const host = meetHost(page, bridge, entry.parentOrigin, deployment.parentOrigins, warn);
  if (before !== null && host.kind === "nobody") {
    const checkpoint = createCheckpoint();
    checkpoint.open(keeper, entry.config.resume?.taskRunId ?? null);
    return showNotice(root, looks, "interrupted", returnAddress?.(checkpoint.current()) ?? null);
  }

  keepEntry(page, entry);
  const { session, begin } = open();
  const wayBack = goBackAtTheEnd(steadyClock, () => {
    const back = session.returnAddress();
    if (back !== null) page.location.replace(back);
  });
  page.addEventListener("pagehide", wayBack.stopWaiting);
  page.document.addEventListener("click", (event) => {
    if (isReturnLink(event)) wayBack.stopWaiting();
  });
  session.chart.subscribe((snapshot) => {
    const over = isOver(snapshot);
    if (over !== (entry.ended !== null)) {
      entry.ended = over ? { returnTo: session.returnAddress() } : null;
      keepEntry(page, entry);
    }
  });
  begin({
    token: given === null ? null : given.token,
    config: entry.config,
    transport: wayBack.following(host.transport),
    keeper,
    ...(returnAddress === null ? {} : { returnAddress }),
  });
  if (host.kind === "app") handOverLinks(page.document, (url) => session.post({ type: "navigate", data: { url } }));
}

/** A frame has a page around it that was told everything, and that alone decides where anything goes. */
function findWayBack(page: Window, { redirectUrl, state }: Entry, returnUrls: readonly string[]): ReturnAddress | null {
  if (redirectUrl === null) return null;
  const found = page.parent === page ? returnAddressOf(redirectUrl, state, returnUrls) : null;
  if (found === null)
    warn(page.parent === page ? 'The "redirectUrl" is not on the deployment\'s list, so it is ignored.' : 'The "redirectUrl" is ignored in a frame.');
  return found;
}
