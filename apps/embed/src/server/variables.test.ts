import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readEnvironment } from "./environment.ts";
import { meantVariable, variables } from "./variables.ts";

const docs = readFileSync(new URL("../../../../docs/self-hosting.md", import.meta.url), "utf8");

test("the documentation has the very table of variables that the server reads, defaults included", () => {
  const rows = [...docs.matchAll(/^\| `([A-Z_]+)` \| (.+?) \| (.+?) \|$/gm)].map(([, name, standard, meaning]) => ({
    name,
    default: standard?.replaceAll("`", ""),
    meaning: meaning?.replaceAll("`", ""),
  }));
  expect(rows).toEqual(Object.values(variables));
});

test("the defaults that are documented are those that hold", () => {
  const { settings, port, host } = readEnvironment({});
  expect({ apiUrl: settings.apiUrl, queryToken: settings.queryToken, proxy: settings.proxy ? "on" : "off", embedderPolicy: settings.embedderPolicy ?? "off", port: String(port), host }).toEqual({
    apiUrl: variables.apiUrl.default,
    queryToken: variables.queryToken.default,
    proxy: variables.proxy.default,
    embedderPolicy: variables.embedderPolicy.default,
    port: variables.port.default,
    host: variables.host.default,
  });
});

test.each([
  ["DECK_AUTH_PARENT_ORIGIN", "DECK_AUTH_PARENT_ORIGINS"],
  ["DECK_AUTH_PARENTS_ORIGINS", "DECK_AUTH_PARENT_ORIGINS"],
  ["DECK_API_URI", "DECK_API_URL"],
  ["DECK_AUTH_PROXYS", "DECK_AUTH_PROXY"],
  ["DECK_AUTH_EMBED_URL", undefined],
  ["DECK_EMBED_PORT", undefined],
  ["PORTS", undefined],
])("a mistyped %s was meant to be %s", (name, meant) => {
  expect(meantVariable(name)).toBe(meant);
});
