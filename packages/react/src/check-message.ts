// What the embed page may say, checked without a schema library: this runs in the customer's page, where zod alone would be
// several times the size of this package. A property test holds it to the contract's `readEmbedMessage`: they read and refuse
// alike, except that what kinds of events have of their own passes unread, and what only native hosts need is not read.
import type { EmbedMessage } from "@deck-auth/contract/messages";

// Shapes by example: "" stands for text, 0 for a number, true for true or false, [example] for that or null.
const id = [""];
const error = { type: "", code: "", message: "" };

const shapes = new Map<unknown, object>(Object.entries({
  ready: { nonce: "" },
  resize: { height: 0 },
  event: { sessionId: "", sequence: 0, at: "", screen: "", credentialId: id, taskRunId: id, type: "" },
  success: { credentialId: "", externalId: id, taskRunId: id, verified: [true] },
  error: { ...error, terminal: true },
  close: {},
  tokenRequired: {},
}));

/** Longer messages, as JSON in UTF-16 units, are not read. */
const maximumLength = 96 * 1024;

const kindOf = (value: unknown): unknown => Object.getPrototypeOf(value);

/** The value; of an object a copy with the known keys alone. Throws when it does not fit. */
function fit(example: unknown, value: unknown): unknown {
  if (Array.isArray(example)) return value === null ? value : fit(example[0], value);
  if (kindOf(value) !== kindOf(example)) throw value;
  if (typeof value !== "object") return value;
  const fields: [string, unknown][] = Object.entries(Object(example));
  return Object.fromEntries(fields.map(([name, each]) => [name, fit(each, Object(value)[name])]));
}

/** The embed page's message in `value`, or `undefined` for all else. Never throws. */
export function checkMessage(value: unknown): EmbedMessage | undefined;
export function checkMessage(value: unknown): unknown {
  try {
    // Serialised first, it can be measured, holds no cycles or functions, and no getter can change it meanwhile.
    const json = JSON.stringify(value);
    const { channel, version, type, data } = JSON.parse(json);
    if (json.length > maximumLength || channel !== "deck-auth" || version !== 1) return;
    // A type without a shape throws: nothing is of the kind of nothing.
    const shape = shapes.get(type);
    const known = fit(type === "success" && "error" in data ? { ...shape, error } : shape, data);
    return { channel, version, type, data: type === "event" ? data : known };
  } catch {
    return;
  }
}
