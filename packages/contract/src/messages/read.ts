import type * as z from "zod/mini";
import { embedMessage, hostMessage, maximumMessageLength } from "./messages.ts";
import type { EmbedMessage, HostMessage } from "./messages.ts";

/**
 * The message in `value`, or `null` for anything that is not one: too large, of another channel or version, of a type
 * that this version does not know, or with data that does not fit. Never throws, whatever it is given.
 */
function read<Message>(schema: z.ZodMiniType<Message>, value: unknown): Message | null {
  try {
    // Serialising first does three things at once: it measures, it refuses cycles and functions, and it leaves a plain
    // copy that no getter or proxy of the sender can change while it is being checked.
    const text = typeof value === "string" ? value : JSON.stringify(value);
    if (typeof text !== "string" || text.length > maximumMessageLength) return null;
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Reads what a host sent, as an object or as a JSON string (WebViews send strings). */
export const readHostMessage = (value: unknown): HostMessage | null => read(hostMessage, value);

/** Reads what an embed page sent, as an object or as a JSON string. */
export const readEmbedMessage = (value: unknown): EmbedMessage | null => read(embedMessage, value);
