import { idPrefixes } from "@deck-auth/contract";
import type { IdKind } from "@deck-auth/contract";
import { createAgenda } from "./agenda.ts";
import type { Collection } from "./collection.ts";
import type { Kept } from "./records.ts";
import type { SavedWorld } from "./saved.ts";
import { seedWorld } from "./seed.ts";
import { createWorld, now } from "./world.ts";
import type { Settings, World } from "./world.ts";

/** Lines of the ledger that are saved, of each kind. */
const savedLines = 1000;

const all = <Item extends Kept>(collection: Collection<Item>): Item[] => [...collection.oldestFirst()];

/** The world as plain data. */
export const saveWorld = (world: World): SavedWorld => {
  const { organization, settings, began, offset, sequence, limits, faults } = world;
  return {
    organization,
    seed: settings.seed,
    sources: settings.sources,
    began,
    offset,
    sequence,
    counts: [...world.counts],
    limits,
    agents: all(world.agents),
    changedSources: all(world.sources).filter((source) => source.sequence > world.seeded || source.updated !== source.created),
    goneSources: [...world.seededSources].filter((id) => world.sources.get(id) === undefined),
    credentials: all(world.credentials),
    tasks: all(world.tasks),
    runs: all(world.runs),
    sessions: all(world.sessions),
    tokens: all(world.tokens).filter((token) => token.expires > now(world)),
    storage: all(world.storage),
    events: all(world.events),
    destinations: all(world.destinations),
    deliveries: all(world.deliveries),
    replays: [...world.replays],
    agenda: [...world.agenda.entries()],
    faults,
    ledger: {
      requests: world.ledger.requests.slice(-savedLines),
      credentials: world.ledger.credentials.slice(-savedLines),
      runs: world.ledger.runs.slice(-savedLines),
      answers: world.ledger.answers.slice(-savedLines),
    },
  };
};

const isKind = (name: string): name is IdKind => Object.hasOwn(idPrefixes, name);

const refill = <Item extends Kept>(collection: Collection<Item>, items: readonly Item[]): void => {
  for (const item of collection.oldestFirst()) collection.remove(item.id);
  for (const item of items) collection.add(item);
};

/** A world that goes on where a saved one stopped. What fell due meanwhile is applied when it is next looked at. */
export const restoreWorld = (saved: SavedWorld, settings: Settings): World => {
  const world = createWorld(saved.organization, { ...settings, seed: saved.seed, sources: saved.sources });
  world.began = saved.began;
  world.instant = saved.began;
  seedWorld(world);
  world.instant = null;
  world.offset = saved.offset;
  world.sequence = saved.sequence;
  world.counts.clear();
  for (const [kind, count] of saved.counts) if (isKind(kind)) world.counts.set(kind, count);
  Object.assign(world.limits, saved.limits);
  for (const id of saved.goneSources) world.sources.remove(id);
  for (const source of saved.changedSources) world.sources.add(source);
  refill(world.agents, saved.agents);
  refill(world.credentials, saved.credentials);
  refill(world.tasks, saved.tasks);
  refill(world.runs, saved.runs);
  refill(world.sessions, saved.sessions);
  refill(world.tokens, saved.tokens);
  refill(world.storage, saved.storage);
  refill(world.events, saved.events);
  refill(world.destinations, saved.destinations);
  refill(world.deliveries, saved.deliveries);
  for (const [key, replay] of saved.replays) world.replays.set(key, replay);
  world.agenda = createAgenda(saved.agenda);
  world.faults = saved.faults;
  world.ledger = saved.ledger;
  const waiting = new Set(saved.agenda.filter(({ kind }) => kind === "delivery").map(({ id }) => id));
  for (const { id, status } of saved.deliveries) if (status === "pending" && !waiting.has(id)) world.agenda.plan("delivery", id, now(world));
  return world;
};
