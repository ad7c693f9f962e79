import type { IdKind } from "./ids.ts";

/** One route of the API. */
export interface Operation {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Path under the base URL; `{}` stands for an id of the kind in `id`. */
  readonly path: string;
  readonly id: IdKind | null;
}

/**
 * The nine routes that a session token may call (deck-api 7.1). The names are the ones that the simulator's faults and
 * ledger use, so a test and a fault speak of the same thing.
 */
export const sessionOperations = {
  "sources.list": { method: "GET", path: "/sources", id: null },
  "sources.get": { method: "GET", path: "/sources/{}", id: "source" },
  "credentials.create": { method: "POST", path: "/credentials", id: null },
  "credentials.get": { method: "GET", path: "/credentials/{}", id: "credential" },
  "credentials.update": { method: "PATCH", path: "/credentials/{}", id: "credential" },
  "tasks.run": { method: "POST", path: "/tasks/{}/run", id: "task" },
  "task-runs.get": { method: "GET", path: "/task-runs/{}", id: "taskRun" },
  "task-runs.interaction": { method: "POST", path: "/task-runs/{}/interaction", id: "taskRun" },
  "task-runs.screenshots": { method: "GET", path: "/task-runs/{}/screenshots", id: "taskRun" },
} as const satisfies Record<string, Operation>;

/** Name of a route that a session token may call. */
export type SessionOperation = keyof typeof sessionOperations;
