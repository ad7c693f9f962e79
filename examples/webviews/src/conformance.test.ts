// There is no compiler for Swift, Kotlin and Dart here. What crosses the border between these samples and the page is read out of
// their text, and held to the contract.
import { describe, expect, test } from "vitest";
import { embedMessage, hostMessage } from "../../../packages/contract/src/messages/index.ts";
import { createDeckAuthUrl } from "../../../packages/react/src/url/index.ts";
import { samples } from "./border.ts";

const typesOf = (schema: { def: { options: readonly { def: { shape: { type: { def: { values: readonly unknown[] } } } } }[] } }) =>
  schema.def.options.flatMap((option) => option.def.shape.type.def.values);

/** What a full-screen WebView has no use for. */
const unheard = ["resize"];

/** The names that the URL helper writes. */
const address = createDeckAuthUrl({
  embedUrl: "https://auth.example.com/",
  token: "tk_1",
  sourceId: "src_1",
  externalId: "user",
  taskId: "task_1",
  closable: true,
  resume: { credentialId: "cred_1", taskRunId: "trun_1" },
});
const known = [...new URLSearchParams(new URL(address).hash.slice(1)).keys()];

describe.each(samples)("the sample in $name", ({ name, text, hears, sends, parameters, script, encodes, bridge }) => {
  test("hears every message of the page by its name (M73)", () => {
    expect(hears.toSorted()).toEqual(typesOf(embedMessage).filter((type) => !unheard.includes(String(type))).toSorted());
  });

  test("sends only what the page knows: a fresh token or none, and the back button (M72, M73)", () => {
    expect(sends.toSorted()).toEqual(["back", "token", "tokenUnavailable"]);
    expect(typesOf(hostMessage)).toEqual(expect.arrayContaining(sends));
  });

  test("writes parameters that exist, the token first, all behind the # and encoded (M73, T46)", () => {
    expect(parameters[0]).toBe("token");
    expect(parameters.toSorted()).toEqual(known.toSorted());
    expect(text).toMatch(/(\\\(settings\.embedUrl\)|\$EMBED_URL|\$embedUrl)#/);
    expect(text).toMatch(/=\\\(encoded\(\$0\)\)|=\$\{Uri\.encode\(value\)\}|=\$\{Uri\.encodeComponent\(entry\.value!\)\}/);
  });

  test("hands messages in by one call, as a literal that a JSON encoder wrote (M73, T44)", () => {
    expect(script).toBe("window.DeckAuthBridge?.receive(%);");
    expect(encodes).toMatch(/JSONSerialization\.data\(withJSONObject: json, options: \.fragmentsAllowed\)|^JSONObject\.quote\(message\.toString\(\)\)$|^jsonEncode\(message\)$/);
    expect(text.match(/evaluateJavaScript|evaluateJavascript|runJavaScript\(/g)).toHaveLength(1);
  });

  test("stands in the page where the page looks for it, and for nobody else if the platform can say so (T44)", () => {
    const guards = {
      Swift: ["deckAuth", "message.frameInfo.isMainFrame", "message.frameInfo.securityOrigin"],
      Kotlin: ["deckAuthAndroid", "if (isMainFrame && isAt(sender.toString(), EMBED_ORIGIN)) hear("],
      Dart: ["deckAuthAndroid", "isAt(await controller.currentUrl() ?? '', embedOrigin)"],
    };
    const [expected, ...checks] = new Map(Object.entries(guards)).get(name) ?? [];
    expect(bridge).toBe(expected);
    for (const check of checks) expect(text).toContain(check);
    expect(text).not.toMatch(/\.addJavascriptInterface\(/);
  });

  test("confirms on its own server, and logs nothing (T45, T46, M108)", () => {
    expect(text).toMatch(/ask\(['"]token['"]/);
    expect(text).toMatch(/ask\(['"]confirm['"]/);
    expect(text).not.toMatch(/\b(print|debugPrint|NSLog|os_log|Logger|log|println)\(|\bLog\.[a-z]\(/);
  });
});
