/** The worker of our own test: what a static page would register. */
import { serveFromServiceWorker } from "../index.ts";
import type { WorkerScope } from "../index.ts";

declare const self: WorkerScope;

serveFromServiceWorker(self, { sources: 0 });
