// What the embed page may say, checked without a schema library: this runs in the customer's page, where zod alone would be
// several times the size of this package. A property test holds it to the contract's `readEmbedMessage`: they read and refuse
// alike, except that what kinds of events have of their own passes unread, and what only native hosts need is not read.
import type { EmbedMessageBody } from "@deck-auth/contract/messages";

/** A shape by example: "" stands for text, 0 for a number, true for true or false, [example] for that or null. */
type Example = string | number | boolean | readonly [Example] | Shape;
interface Shape {
  readonly [name: string]: Example;
}

const error = { type: "", code: "", message: "" };

const shapes: ReadonlyMap<unknown, Shape> = new Map(
  Object.entries<Shape>({
    ready: { nonce: "" },
    resize: { height: 0 },
    // What kinds of events have of their own passes unread.
    event: { type: "" },
    success: { credentialId: "", externalId: [""], taskRunId: [""], verified: [true] },
    error: { ...error, terminal: true },
    close: {},
    tokenRequired: {},
  }),
);

/** The value; of an object a copy with the known keys alone. Throws when it does not fit. */
function fit(example: Example | undefined, value: unknown): unknown {
  if (Array.isArray(example)) return value === null ? value : fit(example[0], value);
  if (Object.getPrototypeOf(value) !== Object.getPrototypeOf(example)) throw value;
  if (typeof example !== "object") return value;
  return Object.fromEntries(Object.entries(example).map(([name, each]) => [name, fit(each, Object(value)[name])]));
}

/** What the embed page says with `value`, or `undefined` when that is nothing. Never throws. */
export function checkMessage(value: unknown): EmbedMessageBody | undefined;
export function checkMessage(value: unknown): unknown {
  try {
    // Serialised first, it can be measured, holds no cycles or functions, and no getter can change it meanwhile.
    const json = JSON.stringify(value);
    const { channel, version, type, data } = JSON.parse(json);
    // As JSON, in UTF-16 units.
    if (json.length > 96 * 1024 || channel !== "deck-auth" || version !== 1) return;
    // A type without a shape throws: nothing is of the kind of nothing.
    const shape = shapes.get(type);
    const known = fit(type === "success" && "error" in data ? { ...shape, error } : shape, data);
    return { type, data: type === "event" ? data : known };
  } catch {
    return;
  }
}
