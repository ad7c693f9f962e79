import { runFellDue, runLimitFellDue } from "./run-steps.ts";
import { sessionFellDue } from "./sessions.ts";
import type { Due } from "./agenda.ts";
import { now } from "./world.ts";
import type { World } from "./world.ts";

/** Deliveries are sent, not settled: they talk to the outside. */
const moving = ["run", "run-limit", "session"] as const;

const apply = (world: World, due: Due): void => {
  if (due.kind === "session") {
    const session = world.sessions.get(due.id);
    if (session !== undefined) sessionFellDue(world, session);
    return;
  }
  const run = world.runs.get(due.id);
  if (run === undefined) return;
  if (due.kind === "run") runFellDue(world, run);
  else if (due.kind === "run-limit") runLimitFellDue(world, run);
};

/**
 * Applies everything that fell due up to now, in order, each at its own instant. Nothing moves between two calls: a world
 * is as old as the last look at it, and what it shows is the same as if it had been watched all the time.
 */
export const settle = (world: World): void => {
  const until = now(world);
  const next = () => world.agenda.take(until, moving);
  for (let due = next(); due !== undefined; due = next()) {
    world.instant = due.at;
    apply(world, due);
  }
  world.instant = null;
};
