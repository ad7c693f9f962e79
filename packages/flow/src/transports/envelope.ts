import { channel, protocolVersion } from "@deck-auth/contract/messages";
import type { EmbedMessage, EmbedMessageBody } from "@deck-auth/contract/messages";

/** A message as it crosses the border. */
export const enveloped = (message: EmbedMessageBody): EmbedMessage => ({ channel, version: protocolVersion, ...message });
