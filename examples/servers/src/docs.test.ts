import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";

const root = new URL("../../../", import.meta.url);
const read = (path: string) => readFile(new URL(path.split("/").map(encodeURIComponent).join("/"), root), "utf8");

const page = await read("docs/server.md");
/** Code blocks, each with the file that it says to be from. */
const blocks = [...page.matchAll(/(?:<!-- (?<file>\S+) -->\n)?```(?:ts|tsx)\n(?<code>[^]*?)\n```/g)].map(({ groups }) => ({ file: groups?.["file"] ?? "no file", code: groups?.["code"] ?? "" }));

describe("docs/server.md", () => {
  it.each(blocks)("shows what stands in $file", async ({ code, file }) => {
    expect(await read(file)).toContain(code);
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
