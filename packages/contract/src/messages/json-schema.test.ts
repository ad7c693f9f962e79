import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import published from "../../../../docs/messages.schema.json" with { type: "json" };
import golden from "./golden/v1.json" with { type: "json" };
import { messagesJsonSchema } from "./json-schema.ts";
import { readEmbedMessage, readHostMessage } from "./read.ts";

describe("the JSON Schema of the messages (M68)", () => {
  test("is the one that the protocol gives; if not: pnpm evidence", () => {
    // What is published says what each message is as well; what it allows is this.
    const bare: unknown = JSON.parse(JSON.stringify(published, (key, value) => (key === "description" && typeof value === "string" ? undefined : value)));
    expect(bare).toEqual(messagesJsonSchema());
  });

  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
  ajv.addSchema({ ...published, $id: "messages" });
  const isHostMessage = ajv.compile({ $ref: "messages#/$defs/hostMessage" });
  const isEmbedMessage = ajv.compile({ $ref: "messages#/$defs/embedMessage" });

  test.each(golden.host)("takes a host's $type, and no other side's", (message) => {
    expect(isHostMessage(message)).toBe(true);
    expect(isEmbedMessage(message)).toBe(false);
  });

  test.each(golden.embed)("takes the embed page's $type, and no other side's", (message) => {
    expect(isEmbedMessage(message)).toBe(true);
    expect(isHostMessage(message)).toBe(false);
  });

  test("refuses what the page refuses, and takes what it takes", () => {
    const spoilt = [...golden.host, ...golden.embed].flatMap((message) => [
      { ...message, channel: "other" },
      { ...message, version: 2 },
      { ...message, type: "unheard_of" },
      { ...message, data: null },
      { ...message, data: "text" },
      { ...message, extra: 1 },
      ...Object.keys(message.data).map((key) => ({ ...message, data: { ...message.data, [key]: 0.5 } })),
      ...Object.keys(message.data).map((key) => ({ ...message, data: Object.fromEntries(Object.entries(message.data).filter(([name]) => name !== key)) })),
    ]);
    expect(spoilt.length).toBeGreaterThan(200);
    for (const message of spoilt) {
      expect([message, isHostMessage(message)]).toEqual([message, readHostMessage(message) !== null]);
      expect([message, isEmbedMessage(message)]).toEqual([message, readEmbedMessage(message) !== null]);
    }
  });
});
