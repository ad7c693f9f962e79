import { createInstance } from "i18next";
import { describe, expect, test, vi } from "vitest";
import { enUS } from "./en-US.ts";
import { frCA } from "./fr-CA.ts";
import { applyOverrides, checked, createFill, hasText, placeholdersOf } from "./translate.ts";

const translate = (catalog: Parameters<typeof createFill>[1] = enUS, language: "en-US" | "fr-CA" = "en-US") =>
  checked(createFill(language, catalog));

describe("t", () => {
  test("fills placeholders without escaping: React does that", () => {
    expect(translate()("credentials.title", { source: `<b>A & "B"</b>` })).toBe(`Sign in to <b>A & "B"</b>`);
  });

  test.each(["$t(error.unknown.title)", "{{source}}", "{{count}} $t(card.close) {{- source}}"])(
    "never reads a value as a template: %s (T20)",
    (source) => {
      expect(translate()("credentials.title", { source })).toBe(`Sign in to ${source}`);
    },
  );

  test("chooses the plural of the language", () => {
    const english = translate();
    const french = translate(frCA, "fr-CA");
    expect([0, 1, 2].map((count) => english("picker.count", { count }))).toEqual([
      "0 websites found",
      "1 website found",
      "2 websites found",
    ]);
    expect(english("picker.count", { count: 12_345 })).toBe("12,345 websites found");
    expect(french("picker.count", { count: 12_345 })).toMatch(/^12\s345 sites trouvés$/u);
    // In French, none is one.
    expect([0, 1, 2].map((count) => french("picker.count", { count }))).toEqual(["0 site trouvé", "1 site trouvé", "2 sites trouvés"]);
  });

  test("checks keys and placeholders when it is compiled", () => {
    const t = translate();
    // @ts-expect-error there is no such text
    t("credentials.nothing");
    // @ts-expect-error the source is missing
    t("credentials.title");
    // @ts-expect-error this text has no placeholder
    t("card.close", { source: "A" });
    expect(t("card.close")).toBe("Close");
  });
});

describe("the format is i18next's, and so is what comes of it (ADR 9)", () => {
  test.each([
    ["en-US", enUS],
    ["fr-CA", frCA],
  ] as const)("every text of %s", async (language, catalog) => {
    const i18next = createInstance();
    await i18next.init({
      lng: language,
      fallbackLng: false,
      resources: { [language]: { translation: catalog } },
      keySeparator: false,
      nsSeparator: false,
      interpolation: { escapeValue: false },
    });
    const fill = createFill(language, catalog);
    const asked = [...new Set(Object.keys(catalog).map((key) => key.replace(/_(one|other)$/, "")))];
    const names = new Set(Object.values(catalog).flatMap(placeholdersOf));
    const values = Object.fromEntries([...names].map((name) => [name, `Œuvre & <${name}> $1`]));
    for (const key of asked)
      for (const count of [0, 1, 2, 5, 21, 1_000, 1_500_000])
        // But that every number in our texts is one to be read, and so grouped.
        expect(fill(key, { ...values, count }), `${key} ${count}`).toBe(i18next.t(key, { ...values, count }).replace(`${count}`, count.toLocaleString(language)));
    expect(asked.length).toBeGreaterThan(100);
    expect(asked.some((key) => !hasText(catalog, key))).toBe(true);
  });
});

describe("the host's own texts (goal M84)", () => {
  test("replace ours key by key, with their placeholders", () => {
    const catalog = applyOverrides(enUS, { "credentials.submit": "Go", "credentials.title": "Hello {{source}}" }, () => {});
    const t = translate(catalog);
    expect(t("credentials.submit")).toBe("Go");
    expect(t("credentials.title", { source: "A" })).toBe("Hello A");
    expect(t("card.close")).toBe("Close");
  });

  test.each([
    ["a key that is not there", { nothing: "x" }, `copy: there is no text named "nothing"`],
    ["a key of every object", JSON.parse(`{"__proto__": "x"}`), `copy: there is no text named "__proto__"`],
    ["something that is no text", { "card.close": 3 }, `copy: "card.close" is not a text`],
    ["an empty text", { "card.close": " " }, `copy: "card.close" is not a text`],
    ["a placeholder that the text does not know", { "card.close": "{{source}}" }, `copy: "card.close" has a placeholder that its text does not know`],
  ])("leave out %s and warn", (_, overrides, warning) => {
    const warn = vi.fn<(message: string) => void>();
    expect(applyOverrides(enUS, overrides, warn)).toEqual(enUS);
    expect(warn.mock.calls).toEqual([[warning]]);
  });

  test.each([undefined, null, "card.close", 3])("may be %s", (overrides) => {
    expect(applyOverrides(enUS, overrides, () => {})).toBe(enUS);
  });

  test("cannot call other texts", () => {
    const catalog = applyOverrides(enUS, { "card.close": "$t(card.back)" }, () => {});
    expect(translate(catalog)("card.close")).toBe("$t(card.back)");
  });
});
