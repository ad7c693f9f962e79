// Messages as the contract has them, all kinds of them, and what comes of them when one place is another.
import { channel, protocolVersion } from "@deck-auth/contract/messages";
import type { EmbedMessageBody } from "@deck-auth/contract/messages";
import fc from "fast-check";

const text = fc.string();
const textOrNull = fc.option(text);
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value));
const flag = fc.boolean();
const error = { type: text, code: text, message: text };

const eventBase = {
  sessionId: text,
  sequence: number,
  at: text,
  screen: fc.constantFrom("loading", "source-picker", "credentials", "task-run", "interaction", "success", "unverified", "error"),
  credentialId: textOrNull,
  taskRunId: textOrNull,
};
const plainEvent = fc.constantFrom(
  ...(["opened", "screen_shown", "source_not_listed", "submitted", "stored", "answered", "resumed", "retried", "hidden", "visible", "closed"] as const),
);
export const event = fc.oneof(
  fc.record({ ...eventBase, type: plainEvent }),
  fc.record({ ...eventBase, type: fc.constant("source_chosen"), sourceId: text }),
  fc.record({ ...eventBase, type: fc.constant("run_status"), status: text }),
  fc.record({ ...eventBase, type: fc.constant("prompt_shown"), interactionType: text, fieldCount: number, repeated: flag }),
  fc.record({ ...eventBase, type: fc.constant("succeeded"), verified: fc.option(flag) }),
  fc.record({ ...eventBase, type: fc.constant("failed"), error: fc.record({ type: text, code: text }) }),
);

const nativeData = { navigate: fc.record({ url: text }), backResult: fc.record({ handled: flag }) };

const data: Record<Exclude<EmbedMessageBody["type"], keyof typeof nativeData>, fc.Arbitrary<unknown>> = {
  ready: fc.record({ nonce: text }),
  resize: fc.record({ height: number }),
  event,
  success: fc.record(
    { credentialId: text, externalId: textOrNull, taskRunId: textOrNull, verified: fc.option(flag), error: fc.record(error) },
    { requiredKeys: ["credentialId", "externalId", "taskRunId", "verified"] },
  ),
  error: fc.record({ ...error, terminal: flag }),
  close: fc.record({}),
  tokenRequired: fc.record({}),
};

const messages = (of: Record<string, fc.Arbitrary<unknown>>) =>
  fc.oneof(
    ...Object.entries(of).map(([type, body]) =>
      fc.record({ channel: fc.constant(channel), version: fc.constant(protocolVersion), type: fc.constant(type), data: body }),
    ),
  );

/** What a page that frames the embed page hears. */
export const message = messages(data);

/** What a native host hears. */
export const anyMessage = messages({ ...data, ...nativeData });

/** Every place in a message, as the keys that lead there. */
export function places(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, inner]) => places(inner, [...path, name]))];
}

/** A copy with something else at one place; `undefined` takes the place away. */
export function changed(value: unknown, [name, ...rest]: string[], put: unknown): unknown {
  if (name === undefined) return put;
  const copy: Record<string, unknown> = { ...Object(value) };
  copy[name] = changed(copy[name], rest, put);
  return copy;
}

export const odd = fc.oneof(
  fc.constantFrom<unknown>(undefined, null, "", 0, 1, true, [], {}, ["ready"], ["loading"], "__proto__", "constructor", "toString", "opened", "ready", "event"),
  fc.jsonValue(),
);
