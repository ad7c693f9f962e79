import { taskRunRequest } from "@deck-auth/contract/api";
import { enter } from "../control/ledger.ts";
import { checkBody } from "../http/body.ts";
import { refuse } from "../http/errors.ts";
import { downScenario, failingScenario, publicScenario, scenarioNamed } from "../scenarios/users.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import { runAnswer } from "../world/answers.ts";
import type { CredentialRecord, SessionRecord, SourceRecord, TaskRecord } from "../world/records.ts";
import { startRun } from "../world/runs.ts";
import { isLive, sessionsHeld } from "../world/sessions.ts";
import type { World } from "../world/world.ts";
import { effectOf } from "./call.ts";
import type { Handler } from "./call.ts";
import { find, findNamed } from "./find.ts";
import { checkInput } from "./task-input.ts";

/** What a run is to work with. */
interface Subject {
  readonly credential: CredentialRecord | null;
  readonly source: SourceRecord | null;
}

const lastRunOf = (world: World, session: SessionRecord | null) => {
  const id = session?.runs.at(-1);
  return id === undefined ? undefined : world.runs.get(id);
};

/** The credential and source that the body names, or else those of the session's last run (R238). */
const subjectOf = (world: World, body: { credential_id?: string | null | undefined; source_id?: string | null | undefined }, session: SessionRecord | null): Subject => {
  const named = findNamed(world.credentials, "credential", body.credential_id, "credential_id");
  const namedSource = findNamed(world.sources, "source", body.source_id, "source_id");
  const earlier = named === null && namedSource === null ? lastRunOf(world, session) : undefined;
  const credential = named ?? world.credentials.get(earlier?.credential_id ?? "") ?? null;
  const source = namedSource ?? world.sources.get(credential?.source_id ?? earlier?.source_id ?? "") ?? null;
  if (credential === null && source === null) throw refuse("request/input_missing", "credential_id");
  if (credential !== null && source === null) throw refuse("request/source_not_found");
  if (credential !== null && namedSource !== null && credential.source_id !== namedSource.id) throw refuse("request/input_invalid", "source_id");
  if (credential?.status === "deleted") throw refuse("request/resource_not_ready", "credential_id");
  return { credential, source };
};

/** Whether the run will log in, or a refusal when task, source and credential do not go together. */
const decideLogin = (task: TaskRecord, { credential, source }: Subject): boolean => {
  const canLogIn = credential?.auth_method === "username_password";
  if (source?.trait === "blocked") throw refuse("source/source_blocked");
  if (source?.trait === "task-unsupported") throw refuse("request/task_not_supported");
  if (task.login === "never") return false;
  if (source?.trait === "public") {
    if (canLogIn) throw refuse("auth/auth_not_supported");
    return false;
  }
  if (task.login === "always" && !canLogIn) throw refuse("auth/auth_required");
  return canLogIn;
};

const scenarioFor = (logsIn: boolean, { credential, source }: Subject): Scenario => {
  if (source?.trait === "down") return downScenario;
  if (source?.trait === "failing") return failingScenario;
  return logsIn ? scenarioNamed(credential?.username ?? "") : publicScenario;
};

const findSession = (world: World, id: string | null | undefined): SessionRecord | null => {
  const session = findNamed(world.sessions, "session", id, "session_id");
  if (session === null) return null;
  if (!isLive(session)) throw refuse("request/resource_not_ready", "session_id");
  const waiting = session.runs.some((run) => world.runs.get(run)?.status === "interaction_required");
  if (waiting) throw refuse("request/interaction_required");
  return session;
};

/** `POST /tasks/{id}/run`: everything is checked before the run starts. */
export const startTask: Handler = (call) => {
  const { world } = call;
  const task = find(world.tasks, "task", call.id);
  const body = checkBody(taskRunRequest, call.body);
  const session = findSession(world, body.session_id);
  const subject = subjectOf(world, body, session);
  checkInput(task.input_schema, body.input);
  const scenario = scenarioFor(decideLogin(task, subject), subject);
  if (scenario.refuses !== undefined) throw refuse(scenario.refuses);
  const { sessions } = world.limits;
  if (session === null && sessions !== null && sessionsHeld(world) >= sessions) throw refuse("rate_limit/session_limit_exceeded");
  const run = startRun(world, {
    task,
    credential: subject.credential,
    sourceId: subject.source?.id ?? null,
    session,
    input: body.input ?? null,
    scenario: scenario.name,
    startedBy: call.caller.kind === "token" ? call.caller.tokenId : null,
  });
  enter(world.ledger.runs, { ...effectOf(call, run.id), action: "started", task_id: task.id, credential_id: run.credential_id });
  return runAnswer(world, run);
};
