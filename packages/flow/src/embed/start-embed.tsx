import { steadyClock } from "@deck-auth/contract";
import type { Deployment } from "@deck-auth/contract";
import type { ReactNode } from "react";
import { createRoot, hydrateRoot } from "react-dom/client";
import type { Root } from "react-dom/client";
import type { Beginning } from "../beginning.ts";
import { Flow } from "../flow.tsx";
import type { FlowProps } from "../flow.tsx";
import { loadCatalog } from "../i18n/catalog.ts";
import { persistently } from "../persistently.ts";
import { randomId } from "../random-id.ts";
import { loadScreen, loadScreensAhead } from "../screens/load-screen.ts";
import { createSession } from "../session.ts";
import type { Session } from "../session.ts";
import { browserSurroundings } from "../surroundings.ts";
import { openPageBridge } from "../transports/page-bridge.ts";
import type { Absence } from "./absent-host.tsx";
import { readShell, takeAddress } from "./address.ts";
import type { Hints } from "./address.ts";
import { awaitHost } from "./await-host.ts";
import { readDeployment } from "./deployment.ts";
import { forgetOnRestore } from "./forget-on-restore.ts";
import { reportHeight } from "./report-height.ts";
import { tabKeeper } from "./tab-keeper.ts";

export interface EmbedOptions {
  /** Where the page is drawn; holds the pre-rendered shell, or nothing. */
  root: HTMLElement;
  /** The values of the deployment, as its server wrote them into the page. Checked here. */
  deployment: unknown;
}

/** A flow that is drawn, and waits for its host. */
interface OpenFlow {
  session: Session;
  /** The host is known. */
  begin(beginning: Beginning): void;
  /** The host is not known yet, and it is time to say so. */
  explain(absence: Absence): void;
}

function draw(root: HTMLElement, content: ReactNode): Root {
  if (root.firstElementChild !== null) return hydrateRoot(root, content);
  const drawn = createRoot(root);
  drawn.render(content);
  return drawn;
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

/** Makes the shell alive, or draws what it would have shown. */
function openFlow(root: HTMLElement, hints: Hints, { apiUrl, imageOrigins }: Deployment): OpenFlow {
  const shell = readShell(root) ?? hints;
  const session = createSession({
    apiUrl,
    fetch: (address, init) => fetch(address, init),
    clock: steadyClock,
    random: Math.random,
    newId: randomId,
    surroundings: browserSurroundings(window),
    imageOrigins,
    // Alone in its window it may be a WebView's, whose app can read what is in it.
    sealed: window.parent !== window,
    hints: { language: shell.language, appearance: { theme: shell.theme } },
    loadForm: () => loadScreen("credentials"),
    loadAhead: () => loadScreensAhead(steadyClock),
  });
  followSettings(session);

  let isHostKnown = false;
  async function show(): Promise<(absent: FlowProps["absent"]) => void> {
    const [catalog] = await Promise.all([
      persistently(() => loadCatalog(shell.language), steadyClock),
      shell.first === "picker" ? persistently(() => loadScreen("source-picker"), steadyClock) : undefined,
    ]);
    const flow = (absent: FlowProps["absent"]) => (
      <Flow session={session} catalog={catalog} theme={shell.theme} first={shell.first} keys={document} page={document} absent={absent} />
    );
    const drawn = draw(root, flow(undefined));
    // The shell may be another one than the address asked for: where a server knows only one.
    if (!isHostKnown && (shell.language !== hints.language || shell.theme !== hints.theme)) session.settings.update({ language: hints.language, appearance: { theme: hints.theme } });
    return (absent) => drawn.render(flow(absent));
  }
  const shown = show();
  return {
    session,
    begin(beginning) {
      isHostKnown = true;
      session.begin(beginning);
      for (const type of ["pointerdown", "keydown"])
        root.addEventListener(type, (event) => {
          // Escape closes, and a key that is held down goes on after it has.
          if (!(event instanceof KeyboardEvent && (event.repeat || event.key === "Escape"))) session.goOn();
        });
      reportHeight(root, steadyClock, (height) => session.post({ type: "resize", data: { height } }));
    },
    explain(absence) {
      void Promise.all([persistently(() => import("./absent-host.tsx"), steadyClock, () => isHostKnown), shown]).then(
        ([{ absences }, redraw]) => redraw(absences[absence]),
        () => {},
      );
    },
  };
}

/**
 * Starts the embed page: the way in for an app is put in its place, the address is read and erased before anything else
 * happens, the shell becomes alive, and the flow begins once a listed host has shaken hands, or at once where the address said
 * it all.
 *
 * @throws Error when the page was served without its deployment's values.
 */
export async function startEmbed({ root, deployment: given }: EmbedOptions): Promise<void> {
  const bridge = openPageBridge(window);
  const address = takeAddress(window);
  const { hints } = address;
  const deployment = readDeployment(given);
  // Another address that differs behind "#" alone loads no page by itself.
  window.addEventListener("hashchange", () => window.location.reload());
  forgetOnRestore(window);

  const { nonce } = address;
  if (nonce === null || window.parent === window) {
    const { startByUrl } = await persistently(() => import("./by-url/start-by-url.ts"), steadyClock);
    return startByUrl({ page: window, root, hints, address, deployment, bridge, open: () => openFlow(root, hints, deployment) });
  }
  const { begin, explain } = openFlow(root, hints, deployment);
  awaitHost({
    page: window,
    nonce,
    parentOrigins: deployment.parentOrigins,
    clock: steadyClock,
    begin: (accepted) => begin({ ...accepted, keeper: tabKeeper(window, nonce, steadyClock) }),
    explain,
  });
}
