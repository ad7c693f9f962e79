import type { ErrorName } from "@deck-auth/contract";
import { errorOf } from "../http/errors.ts";
import type { Screen } from "../scenarios/scenario.ts";
import { setCredentialStatus } from "./credentials.ts";
import { emit, runSummary } from "./events.ts";
import type { CredentialRecord, RunRecord, RunStatus } from "./records.ts";
import { setSessionStatus } from "./sessions.ts";
import { now, touch } from "./world.ts";
import type { World } from "./world.ts";

const endings: ReadonlySet<RunStatus> = new Set(["completed", "failed", "canceled"]);
export const runHasEnded = (run: RunRecord): boolean => endings.has(run.status);

/** Moves a run to a status, and says so: every status change is an event (R264). */
export const setRunStatus = (world: World, run: RunRecord, status: RunStatus): void => {
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
export const release = (world: World, run: RunRecord): void => {
  const session = world.sessions.get(run.session_id);
  if (session === undefined || session.status === "completing") return;
  const busy = session.runs.some((id) => {
    const other = world.runs.get(id);
    return other !== undefined && !runHasEnded(other);
  });
  if (!busy) setSessionStatus(world, session, "idle");
};

/** Notes what the agent sees from now on. */
export const look = (world: World, run: RunRecord, screen: Screen, reasoning: string) =>
  void run.scenes.push({ at: now(world), screen, reasoning, step: run.step });

/** Ends a run with an error. */
export const fail = (world: World, run: RunRecord, error: ErrorName): void => {
  run.result = "failure";
  run.errors = [errorOf(error)];
  look(world, run, error.startsWith("auth/") ? "refused" : "broken", `I stop here: ${errorOf(error).message}`);
  setRunStatus(world, run, "failed");
  const session = world.sessions.get(run.session_id);
  if (session !== undefined && error === "session/timeout") setSessionStatus(world, session, "failed");
  release(world, run);
};

export const credentialOf = (world: World, run: RunRecord): CredentialRecord | undefined =>
  run.credential_id === null ? undefined : world.credentials.get(run.credential_id);

/** The source refused the login: credential and run are done for. */
export const rejectLogin = (world: World, run: RunRecord, error: ErrorName): void => {
  const credential = credentialOf(world, run);
  if (credential !== undefined) setCredentialStatus(world, credential, "invalid");
  fail(world, run, error);
};
