import { generateSources } from "../scenarios/generated-sources.ts";
import { magicSources } from "../scenarios/sources.ts";
import type { MagicSource } from "../scenarios/sources.ts";
import { idOf, taskIdOf } from "./ids.ts";
import type { Organization } from "./ids.ts";
import type { TaskRecord } from "./records.ts";
import { newRecord } from "./world.ts";
import type { World } from "./world.ts";

/** A task's time limit unless it asks for another one (deck-api 1.7). */
export const defaultTimeoutSeconds = 30 * 60;

const seededTasks = [
  { name: "login", title: "Log in and read the account", login: "always", input: null },
  { name: "public", title: "Read a public page", login: "never", input: null },
  {
    name: "needs_input",
    title: "Download a statement",
    login: "always",
    input: { type: "object", required: ["month"], properties: { month: { type: "string", pattern: "^\\d{4}-\\d{2}$" } } },
  },
] as const;

const outputSchema = {
  type: "object",
  properties: { logged_in: { type: "boolean" }, holder: { type: "string", default: "Alex Tremblay" }, accounts: { type: "integer", minimum: 2 } },
};

/** What an organization begins with: one agent, three tasks, the magic sources, then the generated ones. */
export const seedWorld = (world: World): void => {
  const agent = { ...newRecord(world, "agent"), name: "Sign-in agent", description: "Comes with the simulator" };
  world.agents.add(agent);
  for (const seeded of seededTasks) {
    const task: TaskRecord = {
      ...newRecord(world, "task", taskIdOf(world.organization, seeded.name)),
      name: seeded.title,
      agent_id: agent.id,
      status: "learning",
      prompt: null,
      input_schema: seeded.input === null ? null : structuredClone(seeded.input),
      output_schema: structuredClone(outputSchema),
      storage: seeded.name === "needs_input" ? { enabled: true, extraction: false, extraction_schema: null, deduplication: false } : null,
      extraction: false,
      timeout_seconds: defaultTimeoutSeconds,
      successes: 0,
      login: seeded.login,
    };
    world.tasks.add(task);
  }
  const magic: readonly MagicSource[] = magicSources;
  for (const { name, url, trait } of magic) world.sources.add({ ...newRecord(world, "source"), name, url, trait });
  for (const { name, url } of generateSources(world.settings.sources, world.settings.seed)) {
    world.sources.add({ ...newRecord(world, "source"), name, url, trait: null });
  }
  world.seeded = world.sequence;
  world.seededSources = Array.from(world.sources.oldestFirst(), ({ id }) => id);
};

type MagicKey = (typeof magicSources)[number]["key"];

/** The ids that a new world of an organization has. */
export interface SeededIds {
  readonly agent: string;
  readonly tasks: { readonly login: string; readonly public: string; readonly needsInput: string };
  /** The magic sources, by key. */
  readonly sources: Readonly<Record<MagicKey, string>>;
}

const sourceId = (organization: Organization, key: MagicKey) =>
  idOf("source", organization, magicSources.findIndex((source) => source.key === key) + 1);

export const seededIds = (organization: Organization): SeededIds => {
  const source = (key: MagicKey) => sourceId(organization, key);
  return {
    agent: idOf("agent", organization, 1),
    tasks: {
      login: taskIdOf(organization, "login"),
      public: taskIdOf(organization, "public"),
      needsInput: taskIdOf(organization, "needs_input"),
    },
    sources: {
      good: source("good"),
      down: source("down"),
      blocked: source("blocked"),
      unnamed: source("unnamed"),
      unsupported: source("unsupported"),
      accents: source("accents"),
      ligature: source("ligature"),
      french: source("french"),
      failing: source("failing"),
      public: source("public"),
      unsuited: source("unsuited"),
    },
  };
};
