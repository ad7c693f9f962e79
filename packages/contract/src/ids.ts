/** The prefix of each kind of id that the Deck API hands out (deck-api 1.3). */
export const idPrefixes = {
  agent: "agt",
  source: "src",
  credential: "cred",
  session: "sess",
  task: "task",
  taskRun: "trun",
  storage: "stor",
  event: "evt",
  eventDestination: "evtd",
  eventDelivery: "edlv",
  request: "req",
  token: "tok",
} as const;

/** A kind of id, named after its resource. */
export type IdKind = keyof typeof idPrefixes;

const maximumLength = 255;
const urlSafe = /^[A-Za-z0-9_-]+$/;

/**
 * Whether a value can be an id of this kind: it starts with the kind's prefix and an underscore, holds only
 * `[A-Za-z0-9_-]`, and is at most 255 characters as a whole. Deck may change length and shape, so nothing more is
 * checked; nothing less, because an id goes into a path (`task_../../token` would reach another endpoint).
 */
export function isId(kind: IdKind, value: unknown): value is string {
  if (typeof value !== "string" || value.length > maximumLength || !urlSafe.test(value)) return false;
  const start = `${idPrefixes[kind]}_`;
  return value.startsWith(start) && value.length > start.length;
}
