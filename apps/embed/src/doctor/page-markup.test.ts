import { describe, expect, test } from "vitest";
import { page, pageHtml, problemsOf, renamed, visit } from "../testing/deployed.ts";

describe("with the build of the same version at hand", () => {
  const sameVersion = { page: page() };

  test("the page is compared to the letter", async () => {
    const findings = await visit({ ask: sameVersion });
    expect(findings.filter(({ level }) => level !== "good")).toEqual([]);
    expect(findings.map(({ what }) => what)).toContain("The page is the one that was built, to the letter.");
  });

  test.each([
    ["another word", (html: string) => html.replace("Where is your account?", "Where is your money?")],
    ["a comment", (html: string) => html.replace("</body>", "<!-- cached --></body>")],
    ["something at its end", (html: string) => `${html}<p>`],
    ["nothing at its end", (html: string) => html.replace("</html>\n", "")],
  ])("%s is found", async (_, change) => {
    expect(await problemsOf({ embed: pageHtml(change), ask: sameVersion })).toEqual([expect.stringMatching(/^The page is not the one that was built: from ".*" on it differs\.$/s)]);
  });

  test("a page of another version is looked through, which is said", async () => {
    const findings = await visit({ embed: renamed, ask: sameVersion });
    expect(findings.filter(({ level }) => level !== "good")).toEqual([
      { level: "note", what: "The page is of another version than this doctor, so its HTML was looked through and not compared to the letter." },
    ]);
  });
});
