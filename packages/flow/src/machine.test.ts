import { taskRun } from "@deck-auth/contract";
import { getShortestPaths } from "xstate/graph";
import { expect, test } from "vitest";
import { knownError, lostError } from "./api/api-error.ts";
import { failureOf } from "./failure.ts";
import type { FlowEvent, FlowInput } from "./chart.ts";
import { flowMachine } from "./machine.ts";
import { screenOf } from "./screen.ts";

const nothing: FlowInput = { tokenUsable: true, sourceId: null, credentialId: null, externalId: null, taskId: null, resume: null };
const inputs: readonly Partial<FlowInput>[] = [
  {},
  { tokenUsable: false },
  { sourceId: "src_1" },
  { sourceId: ["src_1", "src_2"], taskId: "task_1" },
  { credentialId: "cred_1", taskId: "task_1" },
  { resume: { sourceId: null, storedCredentialId: "cred_1", taskRunId: "trun_1", isOwn: false, inDoubt: false } },
  { resume: { sourceId: "src_1", storedCredentialId: "cred_1", taskRunId: null, isOwn: true, inDoubt: false }, taskId: "task_1" },
  { resume: { sourceId: "src_1", storedCredentialId: null, taskRunId: null, isOwn: true, inDoubt: true } },
];

const run = (more: object) => taskRun.parse({ id: "trun_1", status: "failed", updated_at: "2026-01-01T00:00:00Z", ...more });
const error = (type: string, code: string) => run({ errors: [{ type, code, message: "" }] });
const done = (actor: string, output: unknown) => ({ type: `xstate.done.actor.${actor}`, output });
const failed = (actor: string, thrown: unknown) => ({ type: `xstate.error.actor.${actor}`, error: thrown });

const actors = [
  ["0.flow.loadingCredential.reading", { sourceId: "src_1", externalId: null }],
  ["0.flow.loadingSource.reading", undefined],
  ["0.flow.storing", { credentialId: "cred_1", externalId: null }],
  ["0.flow.startingRun", { taskRunId: "trun_1", status: "queued" }],
  ["0.flow.running.answering", { updatedAt: null }],
] as const;

const events: readonly { type: string; [detail: string]: unknown }[] = [
  ...inputs.map((input) => ({ type: "BEGIN", input: { ...nothing, ...input } })),
  { type: "SOURCE_CHOSEN", sourceId: "src_1" },
  { type: "SOURCES_FAILED", failure: failureOf(lostError()) },
  { type: "SOURCES_FAILED", failure: failureOf(knownError("request", "source_not_found")) },
  { type: "NOT_LISTED" },
  { type: "BACK" },
  { type: "RETRY" },
  { type: "SUBMIT" },
  { type: "ANSWER" },
  { type: "RUN_WORKING", status: "running" },
  { type: "RUN_PROMPT", number: 1, repeated: false, interactionType: "mfa", fieldCount: 1 },
  { type: "RUN_ENDED", run: run({ status: "completed", result: "success" }) },
  { type: "RUN_ENDED", run: error("task", "task_failed") },
  { type: "RUN_ENDED", run: error("auth", "auth_invalid") },
  { type: "RUN_UNUSABLE" },
  { type: "TROUBLE", trouble: "retrying" },
  { type: "RUN_LOST", failure: failureOf(knownError("request", "resource_not_found")) },
  { type: "RUN_LOST", failure: failureOf(knownError("request", "token_invalid")) },
  ...actors.map(([actor, output]) => done(actor, output)),
  ...actors.flatMap(([actor]) => [failed(actor, lostError()), failed(actor, knownError("request", "token_invalid")), failed(actor, knownError("request", "credential_not_found"))]),
  failed("0.flow.storing", knownError("idempotency", "idempotency_error", { refused: false })),
];

/** The chart's own type of its events leaves out those that its actors end with; the chart takes them all the same. */
const isForChart = (event: { type: string }): event is FlowEvent => event.type !== "";

/** Every state of the chart, written as its path. */
function statesOf(node: typeof flowMachine.root, path = ""): string[] {
  const children = Object.values(node.states);
  return children.length === 0 ? [path] : children.flatMap((child) => statesOf(child, path === "" ? child.key : `${path}.${child.key}`));
}

const pathOf = (value: unknown): string => {
  if (typeof value === "string") return value;
  const [entry] = Object.entries(value ?? {});
  return entry === undefined ? "" : `${entry[0]}.${pathOf(entry[1])}`;
};

const paths = getShortestPaths(flowMachine, {
  events: () => events.filter(isForChart),
  // What the conditions on the arrows ask for tells two states apart.
  serializeState: ({ value, context }) =>
    JSON.stringify([value, context.taskId !== null, context.credentialId !== null, typeof context.sourceId, context.resume, context.failure?.type ?? null, context.contradicted]),
});

/** States that are passed through at once. */
const transient = new Set(["deciding", "loadingCredential.resumed", "stored"]);

test("every state of the chart can be reached", () => {
  const reached = new Set(paths.map((path) => pathOf(path.state.value)));
  expect(statesOf(flowMachine.root).filter((state) => !transient.has(state) && !reached.has(state))).toEqual([]);
});

/** A way from one state to another, as the chart writes it. */
const nameOf = ({ source, eventType, target }: typeof flowMachine.root.transitions extends Map<string, (infer Move)[]> ? Move : never, index: number): string =>
  `${source.path.join(".")} ${eventType} ${index} → ${(target ?? []).map(({ path }) => path.join(".")).join() || "stays"}`;

test("every arrow of the chart is walked", () => {
  const all = new Map<unknown, string>();
  const collect = (node: typeof flowMachine.root): void => {
    for (const [, moves] of node.transitions) moves.forEach((move, index) => all.set(move, nameOf(move, index)));
    for (const child of Object.values(node.states)) collect(child);
  };
  collect(flowMachine.root);
  expect(all.size).toBeGreaterThan(30);
  for (const { state } of paths)
    for (const event of events.filter(isForChart)) for (const move of flowMachine.getTransitionData(state, event)) all.delete(move);
  expect([...all.values()]).toEqual([]);
});

test("states that are only passed through lead wherever they can", () => {
  const led = new Set(paths.flatMap(({ steps, state }) => [`${steps.at(-1)?.event.type ?? ""} → ${pathOf(state.value)}`]));
  const expected = ["choosingSource.listing", "failed", "loadingSource.reading", "loadingCredential.reading"].map((state) => `BEGIN → ${state}`);
  const stored = ["startingRun", "succeeded"].map((state) => `xstate.done.actor.0.flow.storing → ${state}`);
  const resumed = ["running.watching", "startingRun"].map((state) => `xstate.done.actor.0.flow.loadingCredential.reading → ${state}`);
  expect([...expected, ...stored, ...resumed].filter((way) => !led.has(way))).toEqual([]);
});

test("every state has its screen", () => {
  const screens = new Map(paths.map((path) => [pathOf(path.state.value), screenOf(path.state)]));
  expect(Object.fromEntries(screens)).toMatchInlineSnapshot(`
    {
      "choosingSource.explainingNotListed": "source-picker",
      "choosingSource.listing": "source-picker",
      "enteringCredentials": "credentials",
      "failed": "error",
      "loadingCredential.reading": "loading",
      "loadingCredential.stuck": "loading",
      "loadingSource.reading": "loading",
      "loadingSource.stuck": "loading",
      "running.answering": "interaction",
      "running.checking": "task-run",
      "running.prompting": "interaction",
      "running.watching": "task-run",
      "startingRun": "task-run",
      "storing": "credentials",
      "succeeded": "success",
      "unverified": "unverified",
      "waiting": "loading",
    }
  `);
});

test("an ended flow takes no input and goes nowhere (R99)", () => {
  const ended = paths.filter((path) => ["success", "unverified", "error"].includes(screenOf(path.state)));
  expect(ended.length).toBeGreaterThan(3);
  for (const { state } of ended)
    for (const type of ["SUBMIT", "ANSWER", "BACK"] as const) expect(state.can({ type })).toBe(false);
});

test("there is no way back to the credentials once one is stored (R82)", () => {
  const stored = paths.filter(({ state }) => ["interaction", "task-run"].includes(screenOf(state)));
  expect(stored.length).toBeGreaterThan(3);
  expect(stored.filter(({ state }) => state.can({ type: "BACK" }))).toEqual([]);
});

test("there is no picker in update mode, nor with one fixed source (R19, R28)", () => {
  const fixed = paths.filter(({ steps }) =>
    steps.some(({ event }) => event.type === "BEGIN" && (typeof event.input.sourceId === "string" || event.input.credentialId !== null)),
  );
  expect(fixed.length).toBeGreaterThan(3);
  expect(fixed.filter(({ state }) => screenOf(state) === "source-picker")).toEqual([]);
});
