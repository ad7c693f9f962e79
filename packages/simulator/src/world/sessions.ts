import { sessionAnswer } from "./answers.ts";
import { emit } from "./events.ts";
import type { SessionRecord } from "./records.ts";
import { newRecord, now, touch, worked } from "./world.ts";
import type { World } from "./world.ts";

/** With no run executing, a session ends after so long (deck-api 1.7). */
const idleLimit = 10 * 60 * 1000;
const startingTime = 1000;
const completingTime = 500;

const ended: ReadonlySet<SessionRecord["status"]> = new Set(["completed", "failed"]);

/** Whether a run may still join this session. */
export const isLive = (session: SessionRecord): boolean => !ended.has(session.status) && session.status !== "completing";

/** How many sessions hold a slot (design 7.9). */
export const sessionsHeld = (world: World): number => [...world.sessions.oldestFirst()].filter((session) => !ended.has(session.status)).length;

export const setSessionStatus = (world: World, session: SessionRecord, status: SessionRecord["status"]): void => {
  if (session.status === status || ended.has(session.status)) return;
  session.status = status;
  touch(world, session);
  if (status === "running" && session.started === null) session.started = now(world);
  if (ended.has(status)) session.ended = now(world);
  emit(world, `session.${status}`, sessionAnswer(world, session));
  const next = status === "idle" ? idleLimit : status === "completing" ? worked(world, completingTime) : null;
  world.agenda.plan("session", session.id, next === null ? null : now(world) + next);
};

/** A new session: by itself, it starts and then idles; with a run, the run moves it. */
export const startSession = (world: World, byItself: boolean): SessionRecord => {
  const session: SessionRecord = { ...newRecord(world, "session"), status: "queued", runs: [], started: null, ended: null };
  world.sessions.add(session);
  emit(world, "session.queued", sessionAnswer(world, session));
  if (byItself) world.agenda.plan("session", session.id, now(world) + worked(world, startingTime));
  return session;
};

/** What falls due for a session. */
export const sessionFellDue = (world: World, session: SessionRecord): void => {
  if (session.status === "queued") {
    setSessionStatus(world, session, "running");
    world.agenda.plan("session", session.id, now(world) + worked(world, startingTime));
  } else if (session.status === "running") {
    setSessionStatus(world, session, "idle");
  } else if (session.status === "idle") {
    setSessionStatus(world, session, "completing");
  } else if (session.status === "completing") {
    setSessionStatus(world, session, "completed");
  }
};
