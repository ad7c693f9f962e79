import { channel, hostMessage, maximumMessageLength, protocolVersion } from "./messages.ts";

/** Why a message of this version is not read: an error of the API's catalogue, in words for who builds the host. */
export interface WhyUnread {
  /** What the host meant to say. */
  type: string;
  code: "input_invalid" | "input_too_long";
  message: string;
}

const lengthOf = (value: unknown): number => JSON.stringify(value)?.length ?? 0;

/** Where most of a message is, as the names that lead there. */
function longestPart(data: unknown): string {
  const parts: [string, unknown][] = Object.entries(Object(data)).flatMap(([name, part]): [string, unknown][] =>
    name === "config" ? Object.entries(Object(part)) : [[name, part]],
  );
  return parts.sort(([, one], [, other]) => lengthOf(other) - lengthOf(one))[0]?.[0] ?? "data";
}

/**
 * What is wrong with a host's message that `readHostMessage` does not read. `null` for what is none of this version: a message that
 * nobody knows is ignored, and no mistake. It names fields, never what is in them. Never throws.
 */
export function whyUnread(value: unknown): WhyUnread | null {
  try {
    const text = typeof value === "string" ? value : JSON.stringify(value);
    const raw: { channel?: unknown; version?: unknown; type?: unknown; data?: unknown } = Object(JSON.parse(text));
    if (raw.channel !== channel || raw.version !== protocolVersion || typeof raw.type !== "string") return null;
    const { type } = raw;
    const { error } = hostMessage.safeParse(raw);
    if (error?.issues.some(({ path }) => path[0] === "type")) return null;
    if (text.length > maximumMessageLength) {
      const message = `"${type}" is ${text.length} characters of JSON, and at most ${maximumMessageLength} are read. Most of it is "${longestPart(raw.data)}".`;
      return { type, code: "input_too_long", message };
    }
    if (error === undefined) return null;
    const fields = error.issues.map(({ path }) => `"${path.slice(1).join(".") || "data"}"`);
    return { type, code: "input_invalid", message: `"${type}" is malformed at ${[...new Set(fields)].join(", ")}.` };
  } catch {
    return null;
  }
}
