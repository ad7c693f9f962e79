// What the embed page may say, checked without a schema library: this runs in the customer's page, where zod alone would be
// several times the size of this package. A property test holds it equal to the contract's `readEmbedMessage`.
import type { EmbedMessage } from "@deck-auth/contract/messages";

// Shapes by example: "" stands for text, 0 for a number, true for true or false, [example] for that or null.
const id = [""];
const reason = { type: "", code: "" };
const error = { ...reason, message: "" };

const messages = Object.entries({
  ready: { nonce: "" },
  resize: { height: 0 },
  event: { sessionId: "", sequence: 0, at: "", screen: "", credentialId: id, taskRunId: id, type: "" },
  success: { credentialId: "", externalId: id, taskRunId: id, verified: [true] },
  error: { ...error, terminal: true },
  close: {},
  tokenRequired: {},
  navigate: { url: "" },
  backResult: { handled: true },
});

/** What each kind of event has beside the fields that all have. */
const events = Object.entries({
  opened: {},
  screen_shown: {},
  source_chosen: { sourceId: "" },
  source_not_listed: {},
  submitted: {},
  stored: {},
  run_status: { status: "" },
  prompt_shown: { interactionType: "", fieldCount: 0, repeated: true },
  answered: {},
  resumed: {},
  retried: {},
  hidden: {},
  visible: {},
  succeeded: { verified: [true] },
  failed: { error: reason },
  closed: {},
});

const screens = ["loading", "source-picker", "credentials", "task-run", "interaction", "success", "unverified", "error"];

/** Longer messages, as JSON in UTF-16 units, are not read. */
const maximumLength = 96 * 1024;

/** What stands under a name; a name that is not there throws, as all that does not fit. */
function shapeOf(table: [string, object][], name: unknown): object {
  for (const [known, shape] of table) if (known === name) return shape;
  throw name;
}

/** The value; of an object a copy with the known keys alone. */
function fit(example: unknown, value: unknown): unknown {
  if (Array.isArray(example)) return value === null ? value : fit(example[0], value);
  if (typeof value !== typeof example || value === null || Array.isArray(value)) throw value;
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
    let shape = shapeOf(messages, type);
    if (type === "event") shape = { ...shape, ...shapeOf(events, data.type) };
    if (type === "success" && "error" in data) shape = { ...shape, error };
    if (json.length > maximumLength || channel !== "deck-auth" || version !== 1 || (type === "event" && !screens.includes(data.screen))) return;
    return { channel, version, type, data: fit(shape, data) };
  } catch {
    return;
  }
}
