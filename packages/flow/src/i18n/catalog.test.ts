import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { errorCatalogue } from "@deck-auth/contract";
import { describe, expect, test } from "vitest";
import { loadCatalog } from "./catalog.ts";
import { enUS } from "./en-US.ts";
import { frCA } from "./fr-CA.ts";
import { placeholdersOf } from "./translate.ts";

const catalogs = [
  ["en-US", enUS],
  ["fr-CA", frCA],
] as const;

const texts = catalogs.flatMap(([language, catalog]) => Object.entries(catalog).map(([key, text]) => ({ language, key, text })));
const french = texts.filter(({ language }) => language === "fr-CA");

/** The texts that break a rule, so that a failure names them. */
const against = (rule: RegExp, among = texts) => among.filter(({ text }) => rule.test(text)).map(({ key, text }) => `${key}: ${text}`);

describe("both catalogs", () => {
  test("have the same keys (R129)", () => {
    expect(Object.keys(frCA).sort()).toEqual(Object.keys(enUS).sort());
  });

  test("have the same placeholders under each key", () => {
    const placeholders = (catalog: Readonly<Record<string, string>>) =>
      Object.fromEntries(Object.entries(catalog).map(([key, text]) => [key, placeholdersOf(text).sort()]));
    expect(placeholders(frCA)).toEqual(placeholders(enUS));
  });

  test("hold no empty text, no stray space and no ASCII apostrophe, quotation mark or dots", () => {
    expect(against(/^\s*$|^\s|\s$| {2}/u)).toEqual([]);
    expect(against(/['"`]|\.\.\./u)).toEqual([]);
  });

  test("have title, explanation and next step for every documented error, and for the unknown (R100, R105, goal M56)", () => {
    const names = [...errorCatalogue.map(({ type, code }) => `${type}/${code}`), "unknown"];
    const wanted = names.flatMap((name) => ["title", "explanation", "next"].map((part) => `error.${name}.${part}`));
    for (const [, catalog] of catalogs) {
      expect(Object.keys(catalog).filter((key) => key.startsWith("error.")).sort()).toEqual(wanted.sort());
    }
  });

  test("tell the four timeouts apart (R104)", () => {
    for (const [, catalog] of catalogs) {
      const explanations = (["api", "session", "task", "storage"] as const).map((type) => catalog[`error.${type}/timeout.title`]);
      expect(new Set(explanations).size).toBe(4);
    }
  });

  test("are chosen by language; an unknown one is English (R135)", async () => {
    expect(await loadCatalog("fr-CA")).toBe(frCA);
    expect(await loadCatalog("en-US")).toBe(enUS);
    // What comes from outside the types, over a message or an address.
    expect(await loadCatalog("constructor" as "en-US")).toBe(enUS);
  });

  test("hold nothing that is not shown", () => {
    const root = fileURLToPath(new URL("..", import.meta.url));
    const source = readdirSync(root, { recursive: true, encoding: "utf8" })
      .filter((path) => /\.tsx?$/.test(path) && !/\.test\.|stories/.test(path) && !path.startsWith("i18n"))
      .map((path) => readFileSync(`${root}/${path}`, "utf8"))
      .join("\n");
    // Some keys are put together: `credentials.${field}Missing`.
    const composed = [...source.matchAll(/`([a-z]+\.[^`\s]*)`/gu)].map(
      ([, template = ""]) => new RegExp(`^${template.replaceAll(".", "\\.").replace(/\$\{.*?\}/gu, "[\\w-]+")}$`, "u"),
    );
    const unused = Object.keys(enUS)
      .filter((key) => !key.startsWith("error."))
      .map((key) => key.replace(/_(one|other)$/, ""))
      .filter((key) => !source.includes(`"${key}"`) && !composed.some((pattern) => pattern.test(key)));
    expect(unused).toEqual([]);
  });
});

describe("Canadian French typography (goal M85)", () => {
  test("puts a non-breaking space before a colon", () => {
    expect(against(/[^\u00a0]:/u, french)).toEqual([]);
  });

  test("puts non-breaking spaces inside « »", () => {
    expect(against(/«[^\u00a0]|[^\u00a0]»/u, french)).toEqual([]);
  });

  test("puts no space before ; ! and ?", () => {
    expect(against(/\s[;!?]/u, french)).toEqual([]);
  });

  test("uses « » and not “ ”", () => {
    expect(against(/[“”]/u, french)).toEqual([]);
  });

  test("keeps to the words of Québec: « courriel » and « ouvrir une session », no « email », « mail », « se loguer »", () => {
    expect(against(/\be-?mail|\bmail\b|\blogu|week-?end|\bok\b/iu, french)).toEqual([]);
  });

  test("puts no word before a name that would have to change with it, nor calls a website somebody's home", () => {
    // « de Énergir », « le Air Canada », « chez ce site » are no French.
    expect(against(/\b(de|du|le|la|que|chez) \{\{source/iu, french)).toEqual([]);
  });
});
