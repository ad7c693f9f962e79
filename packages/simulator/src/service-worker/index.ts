import { createSimulator } from "../simulator.ts";
import type { Simulator, SimulatorOptions } from "../simulator.ts";

/** What a service worker's global scope is needed for here; TypeScript's own name for it needs another library. */
export interface WorkerScope {
  addEventListener(type: "install" | "activate", listener: (event: WaitingEvent) => void): void;
  addEventListener(type: "fetch", listener: (event: AnsweringEvent) => void): void;
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
}
interface WaitingEvent {
  waitUntil(work: Promise<unknown>): void;
}
interface AnsweringEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

/** How the worker serves. */
export interface ServiceWorkerOptions extends SimulatorOptions {
  /** Requests to this address are answered here, and so are `/_sim` and signed addresses of its origin. @default "https://api.deck.co/v2" */
  readonly apiUrl?: string;
}

const served = ["/v2/", "/_sim/", "/_files/"];

/**
 * Serves the simulator from a service worker: a static page (a Storybook build, say) has the whole API without any server.
 * Call it once, at the top of the worker's script. The browser may end an idle worker, and with it the state.
 *
 * ```ts
 * // simulator-worker.ts
 * import { serveFromServiceWorker } from "@deck-auth/simulator/service-worker";
 * import type { WorkerScope } from "@deck-auth/simulator/service-worker";
 *
 * declare const self: WorkerScope; // TypeScript would take it for a page's
 * serveFromServiceWorker(self, { apiUrl: "https://api.deck.co/v2" });
 * ```
 */
export const serveFromServiceWorker = (scope: WorkerScope, { apiUrl, ...options }: ServiceWorkerOptions = {}): Simulator => {
  const simulator = createSimulator(options);
  const { origin } = new URL(apiUrl ?? "https://api.deck.co/v2");
  scope.addEventListener("install", (event) => event.waitUntil(scope.skipWaiting()));
  scope.addEventListener("activate", (event) => event.waitUntil(scope.clients.claim()));
  scope.addEventListener("fetch", (event) => {
    const url = new URL(event.request.url);
    if (url.origin === origin && served.some((path) => url.pathname.startsWith(path))) event.respondWith(simulator.fetch(event.request));
  });
  return simulator;
};
