/**
 * Every event that can be subscribed to (deck-api 4.2). `task_run.pending` is what `task_run.review_required` was once
 * called: still listed and accepted, never emitted. `user.created` exists at Deck and is not simulated.
 */
export const eventTypes = [
  "agent.created",
  "agent.updated",
  "agent.deleted",
  "source.created",
  "source.updated",
  "source.deleted",
  "credential.created",
  "credential.unverified",
  "credential.verified",
  "credential.invalid",
  "credential.deleted",
  "session.queued",
  "session.running",
  "session.idle",
  "session.completing",
  "session.completed",
  "session.failed",
  "task.created",
  "task.updated",
  "task.deleted",
  "task.reset",
  "task_run.queued",
  "task_run.running",
  "task_run.pending",
  "task_run.interaction_required",
  "task_run.review_required",
  "task_run.canceling",
  "task_run.canceled",
  "task_run.completed",
  "task_run.failed",
  "storage.created",
  "event_destination.activated",
  "event_destination.deactivated",
] as const;

/** Name of an event that exists today. */
export type EventType = (typeof eventTypes)[number];
