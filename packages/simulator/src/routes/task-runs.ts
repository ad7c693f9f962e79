import { interactionRequest } from "@deck-auth/contract/api";
import { enter } from "../control/ledger.ts";
import { mac } from "../crypto/text.ts";
import { screenshotAnswer, shotsOf } from "../files/screenshots.ts";
import type { Shot } from "../files/screenshots.ts";
import { checkRunScope } from "../http/access.ts";
import { checkBody } from "../http/body.ts";
import { refuse } from "../http/errors.ts";
import { fileSummary, runAnswer, runFiles } from "../world/answers.ts";
import { page } from "../http/paging.ts";
import { passes, passesTimes } from "../http/query.ts";
import type { Prompt, RunRecord } from "../world/records.ts";
import { runHasEnded } from "../world/run-status.ts";
import { answerPrompt, cancelRun } from "../world/runs.ts";
import { worldKey } from "../world/world.ts";
import { effectOf } from "./call.ts";
import type { Call, Handler } from "./call.ts";
import { find } from "./find.ts";

const findRun = (call: Call): RunRecord => {
  const run = find(call.world.runs, "taskRun", call.id);
  checkRunScope(call.world, call.caller, run);
  return run;
};

const shown = (call: Call, run: RunRecord) => (shot: Shot) => screenshotAnswer(call.world, run, shot, call.origin);

/** A run as retrieve shows it: sections that were not asked for are left out, not null (R239). */
const get: Handler = (call) => {
  const run = findRun(call);
  const { input, storage, ...rest } = runAnswer(call.world, run);
  const include = new Set(call.query.filters.get("include") ?? []);
  const pictures = include.has("screenshots") || include.has("artifacts");
  return {
    ...rest,
    ...(include.has("input") ? { input } : {}),
    ...(include.has("storage") ? { storage } : {}),
    ...(pictures ? { artifacts: { screenshots: shotsOf(call.world, run).map(shown(call, run)) } } : {}),
  };
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

const list: Handler = ({ world, operation, query }) => {
  const rows = [...world.runs.newestFirst()].filter(
    (run) =>
      passes(query, "agent_id", run.agent_id) &&
      passes(query, "credential_id", run.credential_id) &&
      passes(query, "source_id", run.source_id) &&
      passes(query, "task_id", run.task_id) &&
      passes(query, "workflow_id", null) &&
      passes(query, "status", run.status) &&
      passes(query, "outcome", run.result) &&
      passesTimes(query, run.created),
  );
  return page(world, operation, query, rows, (run) => run.sequence, (run) => runAnswer(world, run));
};

/** Oldest first, unlike every other list (R199). */
const screenshots: Handler = (call) => {
  const { world, query } = call;
  const run = findRun(call);
  return page(world, `${call.operation}/${run.id}`, query, shotsOf(world, run), (shot) => shot.number, shown(call, run), "oldest");
};

const files: Handler = (call) => {
  const { world, query } = call;
  const run = findRun(call);
  return page(world, `${call.operation}/${run.id}`, query, runFiles(world, run).reverse(), (file) => file.sequence, fileSummary);
};

export const taskRunRoutes = {
  "task-runs.list": list,
  "task-runs.screenshots": screenshots,
  "task-runs.storage": files,
  "task-runs.get": get,
  "task-runs.interaction": answer,
  "task-runs.cancel": cancel,
} satisfies Record<string, Handler>;
