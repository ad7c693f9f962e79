import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { filesFor, readChunks } from "./chunks.ts";
import type { Chunks } from "./chunks.ts";

const manifest = {
  "src/page/main.ts": { file: "assets/main-1.js", isEntry: true, imports: ["_shared.js"] },
  "_shared.js": { file: "assets/shared-2.js" },
  "../../flow/steps/picker.tsx": { file: "assets/picker-3.js", imports: ["_shared.js", "_list.js"] },
  "_list.js": { file: "assets/list-4.js", imports: ["_shared.js", "../../flow/steps/picker.tsx"] },
  "_forms.js": { file: "assets/forms-7.js", name: "forms", imports: ["_shared.js"] },
  "../../flow/other/en-US.ts": { file: "assets/other-5.js" },
  "../../flow/i18n/en-US.ts": { file: "assets/en-6.js" },
};

let folder = "";
let chunks: Chunks;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "deck-auth-chunks-"));
  const file = join(folder, "manifest.json");
  writeFileSync(file, JSON.stringify(manifest));
  chunks = readChunks(pathToFileURL(file));
});
afterAll(() => rmSync(folder, { recursive: true }));

test("what a first screen needs is named once each, the entry first, whatever imports whom", () => {
  expect(filesFor(chunks, ["src/page/main.ts", "/steps/picker.tsx", "/i18n/en-US.ts"])).toEqual([
    "assets/main-1.js",
    "assets/shared-2.js",
    "assets/picker-3.js",
    "assets/list-4.js",
    "assets/en-6.js",
  ]);
});

test("sources that were put into one file are found by the name of their group", () => {
  expect(filesFor(chunks, ["forms"])).toEqual(["assets/forms-7.js", "assets/shared-2.js"]);
});

test.each([
  "/steps/credentials.tsx",
  "/en-US.ts",
])("a source that is no file of its own, or more than one, ends the build: %s", (end) => {
  expect(() => filesFor(chunks, [end])).toThrow(/^The build has [02] files for /);
});
