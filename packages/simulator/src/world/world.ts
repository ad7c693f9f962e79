import type { Clock, IdKind } from "@deck-auth/contract";
import { createLedger } from "../control/ledger.ts";
import type { Ledger } from "../control/ledger.ts";
import type { ArmedFault } from "../control/faults.ts";
import { createAgenda } from "./agenda.ts";
import type { Agenda } from "./agenda.ts";
import { createCollection } from "./collection.ts";
import type { Collection } from "./collection.ts";
import { idOf } from "./ids.ts";
import type { Organization } from "./ids.ts";
import type * as records from "./records.ts";

/** What `POST /_sim/limits` sets. */
export interface Limits {
  /** Requests in 10 seconds for the whole organization; `null`: no limit. */
  requestsPer10s: number | null;
  /** Sessions at once; `null`: no limit. */
  sessions: number | null;
  /** `session` narrows a token to the runs that were started with it (R219). */
  tokenScope: "org" | "session";
  /** How long prompts wait for an answer, in milliseconds; `null`: as each scenario says. */
  promptWindowMs: number | null;
  /** Longest time limit that a task may ask for, in seconds. */
  taskSeconds: number;
}

/** What is the same in every world of a simulator. */
export interface Settings {
  readonly clock: Clock;
  /** Divides the time that the agent and the sources take. */
  readonly speed: number;
  readonly seed: number;
  /** How many sources are generated beside the magic ones. */
  readonly sources: number;
  readonly limits: Partial<Limits>;
  /** Sends webhooks. */
  readonly deliver: (url: string, init: RequestInit) => Promise<Response>;
  /** Waits before the retries of a webhook, in milliseconds. */
  readonly retryWaits: readonly number[];
}

/** Everything of one organization. Nothing of it is shared with another one. */
export interface World {
  readonly organization: Organization;
  readonly settings: Settings;
  /** Milliseconds that `/_sim/clock` has moved this world ahead of the clock. */
  offset: number;
  /** While things that fell due are applied: the instant of the one being applied. */
  instant: number | null;
  readonly counts: Map<IdKind, number>;
  sequence: number;
  /** When it began, and the last place in the order that was seeded. */
  began: number;
  seeded: number;
  seededSources: readonly string[];
  readonly agents: Collection<records.AgentRecord>;
  readonly sources: Collection<records.SourceRecord>;
  readonly credentials: Collection<records.CredentialRecord>;
  readonly tasks: Collection<records.TaskRecord>;
  readonly runs: Collection<records.RunRecord>;
  readonly sessions: Collection<records.SessionRecord>;
  readonly tokens: Collection<records.TokenRecord>;
  readonly storage: Collection<records.StorageRecord>;
  readonly events: Collection<records.EventRecord>;
  readonly destinations: Collection<records.DestinationRecord>;
  readonly deliveries: Collection<records.DeliveryRecord>;
  readonly replays: Map<string, records.ReplayRecord>;
  agenda: Agenda;
  ledger: Ledger;
  faults: ArmedFault[];
  readonly limits: Limits;
  /** What reads answered last, by path and query. */
  readonly formerReads: Map<string, string>;
  /** Instants of the requests that count against the limit. */
  requestInstants: number[];
}

/** The limits that a new world starts with. */
export const defaultLimits: Limits = { requestsPer10s: 200, sessions: null, tokenScope: "org", promptWindowMs: null, taskSeconds: 7200 };

export const createWorld = (organization: Organization, settings: Settings): World => ({
  organization,
  settings,
  offset: 0,
  instant: null,
  counts: new Map(),
  sequence: 0,
  began: Math.floor(settings.clock.now()),
  seeded: 0,
  seededSources: [],
  agents: createCollection(),
  sources: createCollection(),
  credentials: createCollection(),
  tasks: createCollection(),
  runs: createCollection(),
  sessions: createCollection(),
  tokens: createCollection(),
  storage: createCollection(),
  events: createCollection(),
  destinations: createCollection(),
  deliveries: createCollection(),
  replays: new Map(),
  agenda: createAgenda(),
  ledger: createLedger(),
  faults: [],
  formerReads: new Map(),
  limits: { ...defaultLimits, ...settings.limits },
  requestInstants: [],
});

/** The world's time, in milliseconds since 1970. */
export const now = (world: World): number => world.instant ?? Math.floor(world.settings.clock.now() + world.offset);

/** The next id of a kind. */
export const nextId = (world: World, kind: IdKind): string => {
  const count = (world.counts.get(kind) ?? 0) + 1;
  world.counts.set(kind, count);
  return idOf(kind, world.organization, count);
};

/** Identity and times of a new record. */
export const newRecord = (world: World, kind: IdKind, id: string = nextId(world, kind)): records.Kept => {
  world.sequence += 1;
  const instant = now(world);
  return { id, sequence: world.sequence, created: instant, updated: instant };
};

/** Moves `updated_at`, always: two changes in one millisecond are two changes (R189). */
export const touch = (world: World, record: records.Kept): void => {
  record.updated = Math.max(now(world), record.updated + 1);
};

/** A secret of this world that signs its addresses and cursors, and hides passwords in the ledger. */
export const worldKey = (world: World): string => `deck-auth-simulator/${world.settings.seed}/${world.organization}`;

/** How long so much work takes at this simulator's speed. */
export const worked = (world: World, milliseconds: number): number => Math.max(1, Math.round(milliseconds / world.settings.speed));
