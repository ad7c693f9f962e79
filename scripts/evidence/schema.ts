// docs/messages.schema.json: the schema that the protocol gives, with what the comments say of each message and each field.
import { messagesJsonSchema } from "../../packages/contract/src/messages/json-schema.ts";
import { kindsOf, membersOf, messagesOf } from "./sentences.ts";

/** Any part of a JSON Schema, as far as it is read here. */
interface Schema {
  description?: string;
  const?: unknown;
  properties?: Record<string, Schema>;
  items?: Schema;
  oneOf?: Schema[];
  anyOf?: Schema[];
  $defs?: Record<string, Schema>;
}

/** Which interface describes what a message carries; `at` leads to it. */
const carried: readonly (readonly [message: string, at: readonly string[], name: string])[] = [
  ["success", [], "SuccessData"],
  ["success", ["error"], "ErrorData"],
  ["error", [], "ErrorData"],
  ["init", ["config"], "EmbedConfig"],
  ["init", ["config", "resume"], "ResumePoint"],
  ["update", [], "EmbedUpdate"],
  ["sources", ["items", "[]"], "SourceIndexItem"],
];

function describe(schema: Schema | undefined, name: string): void {
  // What may be anything says beside that what is meant.
  const properties = schema?.properties ?? schema?.anyOf?.find((branch) => branch.properties)?.properties;
  for (const { name: field, sentence } of membersOf(name)) {
    const property = properties?.[field];
    if (property && sentence !== "") property.description = sentence;
  }
}

const typeOf = (branch: Schema): unknown => branch.properties?.["type"]?.const;

/** The text of the file. */
export function describedSchema(): string {
  const schema: Schema = structuredClone(messagesJsonSchema());
  for (const side of ["embedMessage", "hostMessage"]) {
    for (const branch of schema.$defs?.[side]?.oneOf ?? []) {
      const type = typeOf(branch);
      const sentence = messagesOf(side).find((message) => message.type === type)?.sentence;
      if (sentence) branch.description = sentence;
      const data = branch.properties?.["data"];
      for (const [, at, name] of carried.filter(([message]) => message === type))
        describe(at.reduce<Schema | undefined>((part, step) => (step === "[]" ? part?.items : part?.properties?.[step]), data), name);
      for (const event of data?.oneOf ?? []) {
        const told = kindsOf("EventDetail").find((kind) => kind.type === typeOf(event))?.sentence;
        if (told) event.description = told;
        describe(event, "EventBase");
      }
    }
  }
  return `${JSON.stringify(schema, null, 2)}\n`;
}
