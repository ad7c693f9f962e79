import * as z from "zod/mini";
import { systemClock } from "@deck-auth/contract";
import type { Clock } from "@deck-auth/contract";
import { createWorldControl } from "./control/control.ts";
import type { WorldControl } from "./control/control.ts";
import { refuse } from "./http/errors.ts";
import { createRouter } from "./http/router.ts";
import type { Serving } from "./http/serve.ts";
import { handlers } from "./routes/index.ts";
import { organizationOfKey } from "./world/ids.ts";
import type { Organization } from "./world/ids.ts";
import { createKeeper } from "./webhooks/keeper.ts";
import { seedWorld, seededIds } from "./world/seed.ts";
import type { SeededIds } from "./world/seed.ts";
import { restoreWorld, saveWorld } from "./world/save.ts";
import { savedState } from "./world/saved.ts";
import type { SavedState } from "./world/saved.ts";
import { createWorld } from "./world/world.ts";
import type { Limits, Settings, World } from "./world/world.ts";

/** How a simulator is set up. Everything has a default. */
export interface SimulatorOptions {
  /** Its time. `createVirtualClock()` for tests. @default the machine's */
  readonly clock?: Clock;
  /** Chooses the generated names. @default 1 */
  readonly seed?: number;
  /** How many sources are generated beside the magic ones. @default 250 */
  readonly sources?: number;
  /** How many times faster than life agents and sources work. Windows in which people answer are not shortened. @default 1 */
  readonly speed?: number;
  /** Sends webhooks. @default the global `fetch` */
  readonly deliver?: (url: string, init: RequestInit) => Promise<Response>;
  /** Waits before the retries of a webhook, in milliseconds. @default [1000, 2000, 4000] */
  readonly retryWaits?: readonly number[];
  /** What `save()` gave earlier, to go on from there. Throws when it is something else. */
  readonly restore?: unknown;
  /** Called when something may have changed: a good moment to `save()`. */
  readonly onChange?: () => void;
  /** Limits that every world starts with; `POST /_sim/limits` changes them. */
  readonly limits?: Partial<Limits>;
}

/** Control of the default organization, and by `of(key)` of any other one. */
export interface SimulatorControl extends WorldControl {
  of(secretKey: string): WorldControl;
}

/** The Deck API v2 in memory. */
export interface Simulator {
  /** Like the global `fetch`: takes a `Request`, or an address and an init; honours `signal`. The host does not matter. */
  fetch(input: Request | URL | string, init?: RequestInit): Promise<Response>;
  readonly control: SimulatorControl;
  /** The ids that the default organization begins with. */
  readonly ids: SeededIds;
  /** Everything as plain data, for `restore`. Holds no password. */
  save(): SavedState;
}

const settingsOf = (options: SimulatorOptions): Settings => ({
  clock: options.clock ?? systemClock,
  speed: options.speed ?? 1,
  seed: options.seed ?? 1,
  sources: options.sources ?? 250,
  limits: options.limits ?? {},
  deliver: options.deliver ?? ((url, init) => fetch(url, init)),
  retryWaits: options.retryWaits ?? [1000, 2000, 4000],
});

/** Rejects as soon as the signal says so, whatever the request is doing. */
const untilAborted = <Value>(work: Promise<Value>, signal: AbortSignal | null | undefined): Promise<Value> => {
  if (signal === null || signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
};

/** A signal is kept apart: one that was made in another realm (a frame, jsdom) is no signal to this realm's `Request`. */
const toRequest = (input: Request | URL | string, init: RequestInit | undefined) => {
  const { signal, ...rest } = init ?? {};
  if (typeof input === "string" || input instanceof URL) {
    return { request: new Request(new URL(input, "http://deck-simulator.invalid"), rest), signal };
  }
  return { request: init === undefined ? input : new Request(input, rest), signal: signal ?? input.signal };
};

/** A new simulator: worlds begin when a key first speaks, each organization in its own (design 3.6). */
export const createSimulator = (options: SimulatorOptions = {}): Simulator => {
  const settings = settingsOf(options);
  const worlds = new Map<Organization, World>();
  let strangers = 0;

  const keeper = createKeeper((world) => worlds.get(world.organization) === world, options.onChange);

  const begin = (organization: Organization): World => {
    const world = createWorld(organization, settings);
    seedWorld(world);
    worlds.set(organization, world);
    return world;
  };
  if (options.restore !== undefined) {
    const saved = z.parse(savedState, options.restore);
    strangers = saved.strangers;
    for (const one of saved.worlds) worlds.set(one.organization, restoreWorld(one, settings));
    for (const world of worlds.values()) keeper.changed(world);
  }
  const worldOf = (organization: Organization) => worlds.get(organization) ?? begin(organization);

  const serving: Serving = {
    worlds: { of: worldOf, begun: (organization) => worlds.get(organization) },
    handlers,
    strangerRequestId() {
      strangers += 1;
      return `req_-_${String(strangers).padStart(6, "0")}`;
    },
    reset(organization) {
      const former = worlds.get(organization);
      if (former !== undefined) keeper.forget(former);
      const world = begin(organization);
      // Receivers outside remember which events they have had: an id that came again would be dropped as a repetition.
      const events = former?.counts.get("event");
      if (events !== undefined) world.counts.set("event", events);
      options.onChange?.();
    },
    changed: (world) => keeper.changed(world),
  };
  const router = createRouter(serving);

  const controlOf = (organization: Organization): WorldControl => createWorldControl(serving, organization);

  return {
    async fetch(input, init) {
      const { request, signal } = toRequest(input, init);
      signal?.throwIfAborted();
      return untilAborted(Promise.resolve(router.fetch(request)), signal);
    },
    control: {
      ...controlOf(""),
      of(secretKey) {
        const organization = organizationOfKey(secretKey);
        if (organization === null) throw refuse("request/api_key_invalid");
        return controlOf(organization);
      },
    },
    ids: seededIds(""),
    save: () => structuredClone({ version: 1, strangers, worlds: Array.from(worlds.values(), saveWorld) }),
  };
};
