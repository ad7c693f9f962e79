import { systemClock } from "@deck-auth/contract";
import type { ReactNode } from "react";
import { createRoot, hydrateRoot } from "react-dom/client";
import { Flow } from "../flow.tsx";
import { loadCatalog } from "../i18n/catalog.ts";
import { CopyProvider } from "../i18n/copy.tsx";
import { persistently } from "../persistently.ts";
import { loadScreen, loadScreensAhead } from "../screens/load-screen.ts";
import { createSession } from "../session.ts";
import type { Session } from "../session.ts";
import { browserSurroundings } from "../surroundings.ts";
import type { Accepted } from "../transports/window.ts";
import { shakeHands } from "../transports/window.ts";
import { Card } from "../ui/card.tsx";
import { readHints, readShell, takeNonce } from "./address.ts";
import type { Hints } from "./address.ts";
import { readDeployment } from "./deployment.ts";
import { PlainVisit } from "./plain-visit.tsx";
import { reportHeight } from "./report-height.ts";

export interface EmbedOptions {
  /** Where the page is drawn; holds the pre-rendered shell, or nothing. */
  root: HTMLElement;
  /** The values of the deployment, as its server wrote them into the page. Checked here. */
  deployment: unknown;
}

function draw(root: HTMLElement, content: ReactNode): void {
  if (root.firstElementChild === null) createRoot(root).render(content);
  else hydrateRoot(root, content);
}

/** No host: either the page was opened by itself, or its address says nothing. */
async function showPlainVisit(root: HTMLElement, hints: Hints): Promise<void> {
  const catalog = await persistently(() => loadCatalog(hints.language), systemClock);
  document.title = catalog["visit.title"];
  createRoot(root).render(
    <CopyProvider language={hints.language} catalog={catalog}>
      <Card screen="error" theme={hints.theme}>
        <PlainVisit />
      </Card>
    </CopyProvider>,
  );
}

/**
 * The document is of the card's language. Its colour scheme stays as it was loaded, with whatever theme: the host's frame keeps
 * that one too, and where the two differ browsers put an opaque ground behind the frame.
 */
function followSettings(session: Session): void {
  session.settings.subscribe(() => {
    document.documentElement.lang = session.settings.current().language;
  });
}

/**
 * Starts the embed page: the address is read and erased before anything else happens, the shell becomes alive, and the
 * flow begins once a listed host has shaken hands.
 *
 * @throws Error when the page was served without its deployment's values.
 */
export async function startEmbed({ root, deployment }: EmbedOptions): Promise<void> {
  const hints = readHints(window.location);
  const nonce = takeNonce(window);
  const { apiUrl, parentOrigins, imageOrigins } = readDeployment(deployment);
  if (nonce === null || window.parent === window) return showPlainVisit(root, hints);

  const shell = readShell(root) ?? hints;
  const session = createSession({
    apiUrl,
    fetch: (address, init) => fetch(address, init),
    clock: systemClock,
    random: Math.random,
    newId: () => crypto.randomUUID(),
    surroundings: browserSurroundings(window),
    imageOrigins,
    hints: { language: shell.language, appearance: { theme: shell.theme } },
    loadForm: () => loadScreen("credentials"),
    loadAhead: () => loadScreensAhead(systemClock),
  });

  followSettings(session);
  let isHostKnown = false;
  shakeHands(window, nonce, parentOrigins, (accepted: Accepted) => {
    isHostKnown = true;
    session.begin(accepted);
    reportHeight(root, (height) => session.post({ type: "resize", data: { height } }));
  });

  const [catalog] = await Promise.all([
    persistently(() => loadCatalog(shell.language), systemClock),
    shell.first === "picker" ? persistently(() => loadScreen("source-picker"), systemClock) : undefined,
  ]);
  draw(root, <Flow session={session} catalog={catalog} theme={shell.theme} first={shell.first} keys={document} page={document} />);
  // The shell may be another one than the address asked for, where a server knows only one.
  if (!isHostKnown && shell.language !== hints.language) session.settings.update({ language: hints.language, appearance: { theme: hints.theme } });
}
