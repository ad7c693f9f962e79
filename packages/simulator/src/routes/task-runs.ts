import { interactionRequest } from "@deck-auth/contract/api";
import { enter } from "../control/ledger.ts";
import { mac } from "../crypto/text.ts";
import { checkRunScope } from "../http/access.ts";
import { checkBody } from "../http/body.ts";
import { refuse } from "../http/errors.ts";
import { runAnswer } from "../world/answers.ts";
import type { Prompt, RunRecord } from "../world/records.ts";
import { answerPrompt, cancelRun, runHasEnded } from "../world/runs.ts";
import { worldKey } from "../world/world.ts";
import { effectOf } from "./call.ts";
import type { Call, Handler } from "./call.ts";
import { find } from "./find.ts";

const findRun = (call: Call): RunRecord => {
  const run = find(call.world.runs, "taskRun", call.id);
  checkRunScope(call.world, call.caller, run);
  return run;
};

/** A run as retrieve shows it: sections that were not asked for are left out, not null (R239). */
const get: Handler = (call) => {
  const { input, storage, ...rest } = runAnswer(call.world, findRun(call));
  const include = new Set(call.query.filters.get("include") ?? []);
  return { ...rest, ...(include.has("input") ? { input } : {}), ...(include.has("storage") ? { storage } : {}) };
};

/** Every declared field, nothing else, all strings (R260, R261). */
const checkAnswer = (prompt: Prompt, input: Readonly<Record<string, unknown>>): Record<string, string> => {
  const values = new Map<string, string>();
  for (const { name } of prompt.fields) {
    const value = Object.hasOwn(input, name) ? input[name] : undefined;
    if (typeof value !== "string") throw refuse("request/interaction_input_invalid", `input.${name}`);
    values.set(name, value);
  }
  const extra = Object.keys(input).find((name) => !values.has(name));
  if (extra !== undefined) throw refuse("request/interaction_input_invalid", `input.${extra}`);
  return Object.fromEntries(values);
};

const answer: Handler = (call) => {
  const run = findRun(call);
  if (run.interaction === null) throw refuse("request/interaction_not_required");
  const values = checkAnswer(run.interaction, checkBody(interactionRequest, call.body).input);
  answerPrompt(call.world, run, values);
  const key = worldKey(call.world);
  const hashes = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, mac(key, value)]));
  enter(call.world.ledger.answers, { ...effectOf(call, run.id), hashes });
  return runAnswer(call.world, run);
};

const cancel: Handler = (call) => {
  const run = findRun(call);
  if (runHasEnded(run)) throw refuse("request/resource_not_ready");
  if (run.status !== "cancelling") {
    cancelRun(call.world, run);
    const { task_id, credential_id } = run;
    enter(call.world.ledger.runs, { ...effectOf(call, run.id), action: "cancelled", task_id, credential_id });
  }
  return runAnswer(call.world, run);
};

export const taskRunRoutes = {
  "task-runs.get": get,
  "task-runs.interaction": answer,
  "task-runs.cancel": cancel,
} satisfies Record<string, Handler>;
