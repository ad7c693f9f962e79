import type { Ask } from "../scenarios/scenario.ts";
import { emit, runSummary } from "./events.ts";
import type { CredentialRecord, RunRecord, SessionRecord, TaskRecord } from "./records.ts";
import { fail, look, runHasEnded, setRunStatus } from "./run-status.ts";
import { cancelNow, goOn, stepOf } from "./run-steps.ts";
import { startSession } from "./sessions.ts";
import { newRecord, now, worked } from "./world.ts";
import type { World } from "./world.ts";

const queueTime = 1000;
const checkTime = 1000;

const isRight = (ask: Ask, values: Readonly<Record<string, string>>): boolean =>
  Object.entries(ask.accepts).every(([name, pattern]) => new RegExp(pattern, "iu").test((values[name] ?? "").trim()));

/** Takes the user's answer; the source then checks it for a while. */
export const answerPrompt = (world: World, run: RunRecord, values: Readonly<Record<string, string>>): void => {
  const step = stepOf(run);
  if (step?.do !== "ask") return;
  run.answerIsRight = isRight(step, values);
  setRunStatus(world, run, "running");
  look(world, run, "typed", "The user has answered. I pass the answer on.");
  world.agenda.plan("run", run.id, now(world) + worked(world, checkTime));
};

/** Stops a run that has not ended (R243). */
export const cancelRun = (world: World, run: RunRecord): void => {
  if (!runHasEnded(run) && run.status !== "cancelling") cancelNow(world, run);
};

/** The customer's own review of a run that waits for one. */
export const reviewRun = (world: World, run: RunRecord, approved: boolean): void => {
  if (run.status !== "review_required") return;
  if (!approved) return fail(world, run, "task/task_failed");
  setRunStatus(world, run, "running");
  goOn(world, run);
};

/** What a new run is made of. */
export interface RunStart {
  readonly task: TaskRecord;
  readonly credential: CredentialRecord | null;
  readonly sourceId: string | null;
  /** The session to join; `null`: a new one. */
  readonly session: SessionRecord | null;
  readonly input: unknown;
  readonly scenario: string;
  readonly startedBy: string | null;
}

export const startRun = (world: World, start: RunStart): RunRecord => {
  const session = start.session ?? startSession(world, false);
  const run: RunRecord = {
    ...newRecord(world, "taskRun"),
    status: "queued",
    result: null,
    task_id: start.task.id,
    credential_id: start.credential?.id ?? null,
    session_id: session.id,
    agent_id: start.task.agent_id,
    source_id: start.sourceId,
    input: start.input,
    output: null,
    storage: [],
    errors: null,
    interaction: null,
    canceled: null,
    scenario: start.scenario,
    step: 0,
    wrongAnswers: 0,
    answerIsRight: false,
    started: null,
    ended: null,
    scenes: [],
    startedBy: start.startedBy,
  };
  session.runs.push(run.id);
  world.runs.add(run);
  world.agenda.plan("session", session.id, null);
  world.agenda.plan("run", run.id, now(world) + worked(world, queueTime));
  world.agenda.plan("run-limit", run.id, now(world) + start.task.timeout_seconds * 1000);
  emit(world, "task_run.queued", runSummary(world, run));
  return run;
};
