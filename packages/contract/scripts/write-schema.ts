// Writes the JSON Schema of the messages into the docs: `pnpm --filter @deck-auth/contract run schema`.
import { writeFileSync } from "node:fs";
import { messagesJsonSchema } from "../src/messages/json-schema.ts";

writeFileSync(new URL("../../../docs/messages.schema.json", import.meta.url), `${JSON.stringify(messagesJsonSchema(), null, 2)}\n`);
