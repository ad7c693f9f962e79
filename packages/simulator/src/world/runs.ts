import { errorOf } from "../http/errors.ts";
import type { ErrorName } from "@deck-auth/contract";
import { scenarioNamed } from "../scenarios/users.ts";
import type { Ask, Screen, Step } from "../scenarios/scenario.ts";
import { setCredentialStatus } from "./credentials.ts";
import { emit, runSummary } from "./events.ts";
import { finishTask } from "./finish.ts";
import type { CredentialRecord, RunRecord, RunStatus, SessionRecord, TaskRecord } from "./records.ts";
import { setSessionStatus, startSession } from "./sessions.ts";
import { newRecord, now, touch, worked } from "./world.ts";
import type { World } from "./world.ts";

const queueTime = 1000;
const checkTime = 1000;
const cancelTime = 500;
const defaultWindow = 5 * 60 * 1000;

const endings: ReadonlySet<RunStatus> = new Set(["completed", "failed", "canceled"]);
export const runHasEnded = (run: RunRecord): boolean => endings.has(run.status);

/** Moves a run to a status, and says so: every status change is an event (R264). */
const setRunStatus = (world: World, run: RunRecord, status: RunStatus): void => {
  run.status = status;
  touch(world, run);
  if (status !== "interaction_required") run.interaction = null;
  if (status === "running" && run.started === null) run.started = now(world);
  if (endings.has(status)) {
    run.ended = now(world);
    world.agenda.plan("run", run.id, null);
    world.agenda.plan("run-limit", run.id, null);
  }
  emit(world, `task_run.${status === "cancelling" ? "canceling" : status}`, runSummary(world, run));
};

/** Lets the session idle when none of its runs executes any more. */
const release = (world: World, run: RunRecord): void => {
  const session = world.sessions.get(run.session_id);
  if (session === undefined || session.status === "completing") return;
  const busy = session.runs.some((id) => {
    const other = world.runs.get(id);
    return other !== undefined && !runHasEnded(other);
  });
  if (!busy) setSessionStatus(world, session, "idle");
};

const look = (world: World, run: RunRecord, screen: Screen, reasoning: string) =>
  void run.scenes.push({ at: now(world), screen, reasoning, step: run.step });

const fail = (world: World, run: RunRecord, error: ErrorName): void => {
  run.result = "failure";
  run.errors = [errorOf(error)];
  look(world, run, error.startsWith("auth/") ? "refused" : "broken", `I stop here: ${errorOf(error).message}`);
  setRunStatus(world, run, "failed");
  const session = world.sessions.get(run.session_id);
  if (session !== undefined && error === "session/timeout") setSessionStatus(world, session, "failed");
  release(world, run);
};

const credentialOf = (world: World, run: RunRecord): CredentialRecord | undefined =>
  run.credential_id === null ? undefined : world.credentials.get(run.credential_id);

const rejectLogin = (world: World, run: RunRecord, error: ErrorName): void => {
  const credential = credentialOf(world, run);
  if (credential !== undefined) setCredentialStatus(world, credential, "invalid");
  fail(world, run, error);
};

const openPrompt = (world: World, run: RunRecord, ask: Ask): void => {
  const opened = structuredClone(ask.prompt);
  look(world, run, "prompt", "The source asks something that only the user knows. I wait for the answer.");
  run.interaction = opened;
  setRunStatus(world, run, "interaction_required");
  const windowMs = ask.windowMs ?? defaultWindow;
  const wait = ask.passesAfterMs === undefined ? (world.limits.promptWindowMs ?? windowMs) : worked(world, ask.passesAfterMs);
  world.agenda.plan("run", run.id, now(world) + wait);
};

const cancelNow = (world: World, run: RunRecord): void => {
  setRunStatus(world, run, "cancelling");
  world.agenda.plan("run", run.id, now(world) + worked(world, cancelTime));
};

const complete = (world: World, run: RunRecord, result: "success" | "unknown"): void => {
  run.result = result;
  if (result === "unknown") run.errors = [errorOf("task/task_result_unknown")];
  else finishTask(world, run);
  setRunStatus(world, run, "completed");
  release(world, run);
};

const stepOf = (run: RunRecord): Step | undefined => scenarioNamed(run.scenario).steps[run.step];

/** Takes steps until one of them needs time. */
const proceed = (world: World, run: RunRecord): void => {
  for (let step = stepOf(run); step !== undefined; run.step += 1, step = stepOf(run)) {
    if (step.do === "log-in") {
      const credential = credentialOf(world, run);
      if (credential !== undefined) setCredentialStatus(world, credential, "verified");
      continue;
    }
    if (step.do === "work") {
      look(world, run, step.screen, step.reasoning);
      world.agenda.plan("run", run.id, now(world) + worked(world, step.ms));
    } else if (step.do === "ask") openPrompt(world, run, step);
    else if (step.do === "review") setRunStatus(world, run, "review_required");
    else if (step.do === "cancel") cancelNow(world, run);
    else if (step.do === "fail") fail(world, run, step.error);
    else if (step.do === "refuse-login") rejectLogin(world, run, step.error);
    else if (step.do === "complete") complete(world, run, step.result);
    return;
  }
};

const goOn = (world: World, run: RunRecord): void => {
  run.step += 1;
  run.wrongAnswers = 0;
  proceed(world, run);
};

/** What falls due for a run: the end of a piece of work, of a check, of a prompt's window, of a cancellation. */
export const runFellDue = (world: World, run: RunRecord): void => {
  const step = stepOf(run);
  if (run.status === "queued") {
    setRunStatus(world, run, "running");
    const session = world.sessions.get(run.session_id);
    if (session !== undefined) setSessionStatus(world, session, "running");
    proceed(world, run);
  } else if (run.status === "cancelling") {
    run.canceled = now(world);
    setRunStatus(world, run, "canceled");
    release(world, run);
  } else if (run.status === "interaction_required" && step?.do === "ask") {
    if (step.passesAfterMs === undefined) return fail(world, run, "interaction/interaction_timeout");
    setRunStatus(world, run, "running");
    goOn(world, run);
  } else if (run.status === "running" && step?.do === "ask") {
    checkAnswer(world, run, step);
  } else if (run.status === "running") {
    goOn(world, run);
  }
};

const checkAnswer = (world: World, run: RunRecord, ask: Ask): void => {
  if (run.answerIsRight) return goOn(world, run);
  run.wrongAnswers += 1;
  if (ask.attempts !== undefined && run.wrongAnswers >= ask.attempts) return rejectLogin(world, run, "auth/auth_invalid");
  openPrompt(world, run, ask);
};

/** The task's time limit is over (R245). */
export const runLimitFellDue = (world: World, run: RunRecord): void => {
  if (!runHasEnded(run) && run.status !== "cancelling") fail(world, run, "task/timeout");
};

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
