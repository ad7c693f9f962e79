import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";

const root = new URL("../../../", import.meta.url);
const read = (path: string) => readFile(new URL(path.split("/").map(encodeURIComponent).join("/"), root), "utf8");

const page = await read("docs/server.md");
/** Code blocks, each with the file that it says to be from. */
const blocks = [...page.matchAll(/(?:<!-- (?<file>\S+) -->\n)?```(?:ts|tsx)\n(?<code>[^]*?)\n```/g)].map(({ groups }) => ({ file: groups?.["file"] ?? "no file", code: groups?.["code"] ?? "" }));

describe("docs/server.md", () => {
  it.each(blocks)("shows the whole of $file, so that it can be pasted (M103)", async ({ code, file }) => {
    // Both versions of Express are installed here, so one has another name.
    expect(`${code}\n`).toBe((await read(file)).replace('from "express4"', 'from "express"'));
  });

  it("names what each file has to be installed with, and set", async () => {
    const packages = blocks.flatMap(({ code }) => [...code.matchAll(/from "((?:@[\w-]+\/)?[\w-]+)/g)].map(([, name = ""]) => name));
    // Next brings React and itself.
    const named = [...page.matchAll(/`npm install ([^`]+)`/g)].flatMap(([, names = ""]) => names.split(" ").map((name) => name.replace(/(?<=.)@.*/, "")));
    expect(packages.filter((name) => !named.includes(name) && name !== "next" && !name.startsWith("node") && name !== "react")).toEqual([]);
    const variables = blocks.flatMap(({ code }) => [...code.matchAll(/\b(DECK_WEBHOOK_SECRET|DECK_SECRET_KEY|SESSION_SECRET)\b/g)].map(([name]) => name));
    for (const name of new Set(variables)) expect(page).toContain(`| \`${name}\` |`);
  });

  it("explains every line of the log", async () => {
    const events = [...(await read("packages/server/src/log.ts")).matchAll(/event: "(\w+)"/g)].map(([, event]) => event);
    expect(events.length).toBeGreaterThan(10);
    expect(events.filter((event) => !page.includes(`\`${event}\``))).toEqual([]);
  });

  it("names every route and every member of the helper", async () => {
    for (const name of ["/token", "/confirm", "/sources", "/webhooks", "/events", "createToken", "cancelTaskRun", "verifyWebhook", "drain"]) expect(page).toContain(name);
  });
});
