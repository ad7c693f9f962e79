// What the embed page may say, checked without a schema library: this runs in the customer's page, where zod alone would be
// several times the size of this package. A property test holds it to the contract's `readEmbedMessage`: they read and refuse
// alike, but for what no host could notice. Messages without data may carry anything, what kinds of events have of their own and
// whether an error is terminal pass unread, and what only native hosts need is not read.
import type { EmbedMessageBody } from "@deck-auth/contract/messages";

/** A shape by example: "" stands for text, 0 for a number, true for true or false, [example, other] for that or the very other. */
type Example = string | number | boolean | [Example, null | undefined] | Shape;
export interface Shape {
  readonly [name: string]: Example;
}

export const error = { type: "", code: "", message: "" };

export const shapes: ReadonlyMap<unknown, Shape> = new Map(
  Object.entries<Shape>({
    ready: { nonce: "" },
    resize: { height: 0 },
    event: { type: "" },
    success: { credentialId: "", externalId: ["", null], taskRunId: ["", null], verified: [true, null], error: [error, undefined] },
    error,
    close: {},
    tokenRequired: {},
  }),
);

/** A message longer than this as JSON, in UTF-16 units, is not read. */
export const longest = 96 * 1024;

/** The value; of an object a copy with the known keys alone. Throws when it does not fit. */
export function fit(example: Example | undefined, value: unknown): unknown {
  if (Array.isArray(example)) return value === example[1] ? value : fit(example[0], value);
  if (typeof value !== typeof example) throw value;
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
    if (json.length > longest || channel !== "deck-auth" || version !== 1) return;
    // A type without a shape throws: nothing is of the kind of nothing.
    const known = fit(shapes.get(type), data);
    return { type, data: type === "event" ? data : known };
  } catch {
    return;
  }
}
