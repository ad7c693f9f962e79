import { describe, expect, test } from "vitest";
import { namelessConditions } from "./chart.ts";
import { allClaims, idsIn } from "./claims.ts";
import { writtenPages } from "./pages.ts";
import { kindsOf, membersOf, messagesOf } from "./sentences.ts";
import { marked, requirements, withTables } from "./tables.ts";
import { titlesIn } from "./titles.ts";

describe("the tables of what shows what", () => {
  test("every requirement of the contract is named by a test that shows it", () => {
    const named = new Set(allClaims().map(({ id }) => id));
    const missing = requirements().flatMap(({ rows }) => rows).filter(({ id }) => !named.has(id));
    expect(missing).toEqual([]);
  });

  test("the written pages are as the code and the tests would have them; if not: pnpm evidence", () => {
    expect(writtenPages().filter(({ now, wanted }) => now !== wanted).map(({ path }) => path)).toEqual([]);
  });

  test("every threat is named by a test, and every page that has a place for such a table gets one", () => {
    const named = new Set(allClaims().map(({ id }) => id));
    expect(Array.from({ length: 46 }, (_, index) => `T${index + 1}`).filter((id) => !named.has(id))).toEqual([]);
    for (const { path, wanted } of writtenPages()) expect(wanted.split("<!-- tests:start").length - 1, path).toBe(wanted.match(marked)?.length ?? 0);
  });

  test("every condition on an arrow of the chart has a name, so that the picture shows it", () => {
    expect(namelessConditions()).toEqual([]);
  });

  test("ids are read out of a title, ranges written out", () => {
    expect(idsIn("a thing holds (R50 to R53, T2, A-7)")).toEqual(["R50", "R51", "R52", "R53", "T2", "A-7"]);
    expect(idsIn("R44 is not claimed here, nor (this)")).toEqual([]);
  });

  test("titles are those of tests and of their groups, and nothing else that is written in a file", () => {
    const file = [
      '// test("a comment (R1)", () => {});',
      'const value = "a value (R2)";',
      'describe("a group (R3)", () => {',
      '  test("a test (R4)", async () => { expect(/x/.test("a pattern (R5)"), "a reason (R6)").toBe(true); });',
      '  test.each([["a row (R7)", 1]])("%s is %d (R8)", () => {});',
      "  it.skipIf(value)(`in ${value} (R9)`, () => {});",
      "});",
      'test.describe.serial("another group (R10)", () => { test.step("a step (R11)", () => {}); });',
    ].join("\n");
    expect(titlesIn("some.test.ts", file)).toEqual([
      { written: "a group (R3)", shown: "a group" },
      { written: "a test (R4)", shown: "a test" },
      { written: "… is … (R8)", shown: "a group: … is …" },
      { written: "in … (R9)", shown: "a group: in …" },
      { written: "another group (R10)", shown: "another group" },
    ]);
  });

  test("every prop, field, event and message has a sentence at its type", () => {
    const interfaces = ["DeckAuthProps", "SuccessData", "ErrorData", "EventBase", "EmbedConfig", "ResumePoint", "SourceIndexItem"];
    const members = interfaces.flatMap((name) => membersOf(name).map((member) => ({ ...member, name: `${name}.${member.name}` })));
    const kinds = [...kindsOf("EventDetail"), ...messagesOf("embedMessage"), ...messagesOf("hostMessage")].map((kind) => ({ ...kind, name: kind.type }));
    expect(members.length + kinds.length).toBeGreaterThan(70);
    expect([...members, ...kinds].filter(({ sentence, name }) => sentence === "" || name === "").map(({ name }) => name)).toEqual([]);
  });

  test("a row says which tests show it", () => {
    const page = "<!-- tests:start T 2 -->\n<!-- tests:end -->";
    const table = withTables(page, [{ id: "T2", title: "a <frame> is refused", file: "e2e/frame.test.ts" }]);
    expect(table).toContain("| T1 |  |\n| T2 | [a &lt;frame> is refused](../e2e/frame.test.ts) |");
  });
});
