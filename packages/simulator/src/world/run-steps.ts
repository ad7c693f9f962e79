import { errorOf } from "../http/errors.ts";
import type { Ask, Step } from "../scenarios/scenario.ts";
import { scenarioNamed } from "../scenarios/users.ts";
import { setCredentialStatus } from "./credentials.ts";
import { finishTask } from "./finish.ts";
import type { RunRecord } from "./records.ts";
import { credentialOf, fail, look, rejectLogin, release, runHasEnded, setRunStatus } from "./run-status.ts";
import { setSessionStatus } from "./sessions.ts";
import { now, worked } from "./world.ts";
import type { World } from "./world.ts";

const cancelTime = 500;
const defaultWindow = 5 * 60 * 1000;

const openPrompt = (world: World, run: RunRecord, ask: Ask): void => {
  const opened = structuredClone(ask.prompt);
  look(world, run, "prompt", "The source asks something that only the user knows. I wait for the answer.");
  run.interaction = opened;
  setRunStatus(world, run, "interaction_required");
  const windowMs = ask.windowMs ?? defaultWindow;
  const wait = ask.passesAfterMs === undefined ? (world.limits.promptWindowMs ?? windowMs) : worked(world, ask.passesAfterMs);
  world.agenda.plan("run", run.id, now(world) + wait);
};

/** The run stops, which takes a moment. */
export const cancelNow = (world: World, run: RunRecord): void => {
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

/** The step that a run is at. */
export const stepOf = (run: RunRecord): Step | undefined => scenarioNamed(run.scenario).steps[run.step];

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

/** On to the next step. */
export const goOn = (world: World, run: RunRecord): void => {
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
