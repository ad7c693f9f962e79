import * as z from "zod/mini";
import { embedMessage, hostMessage, protocolVersion } from "./messages.ts";

function definition(schema: z.ZodMiniType): object {
  // As they are sent: what nobody knows may stand in them, and is ignored.
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { target: "draft-2020-12", io: "input" });
  return rest;
}

/** Every message as JSON Schema, for those who write a host in another language. Generated from `messages.ts`. */
export const messagesJsonSchema = (): object => ({
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: `Messages between a host and the Deck Auth embed page, version ${protocolVersion}`,
  anyOf: [{ $ref: "#/$defs/embedMessage" }, { $ref: "#/$defs/hostMessage" }],
  $defs: { embedMessage: definition(embedMessage), hostMessage: definition(hostMessage) },
});
