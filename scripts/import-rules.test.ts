import { execFile } from "node:child_process";
import { globSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, sep } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "./command.ts";

const rule = "eslint(no-restricted-imports)";

/** What each folder must not say (design 2), a line each. */
const forbidden: readonly (readonly [file: string, line: string])[] = [
  ["packages/contract/src/a.ts", 'export * from "@deck-auth/flow";'],
  ["packages/contract/src/messages/b.ts", 'import { z } from "zod"; export { z };'],
  ["packages/contract/src/c.ts", 'import { z } from "zod/v4"; export { z };'],
  ["packages/contract/src/d.ts", 'import { join } from "node:path"; export { join };'],
  ["packages/contract/src/e.ts", 'export * from "../../flow/src/index.ts";'],
  ["packages/flow/src/a.ts", 'export * from "@deck-auth/react";'],
  ["packages/flow/src/b.ts", 'export * from "@deck-auth/simulator";'],
  ["packages/flow/src/c.ts", 'import { z } from "zod"; export { z };'],
  ["packages/flow/src/d.ts", 'import { join } from "node:path"; export { join };'],
  ["packages/flow/src/e.ts", 'export * from "../../contract/src/index.ts";'],
  ["packages/flow/src/f.ts", 'export * from "@deck-auth/embed";'],
  ["packages/flow/src/g.test.ts", 'export * from "@deck-auth/server";'],
  ["packages/flow/src/steps/credentials/a.ts", 'export * from "../interaction/interaction-step.tsx";'],
  ["packages/flow/src/steps/interaction/fields/a.ts", 'export * from "../../credentials/credentials-step.tsx";'],
  ["packages/flow/src/steps/interaction/fields/b.test.ts", 'export * from "../../credentials/credentials-step.tsx";'],
  ["packages/flow/src/steps/outcome/a.ts", 'export * from "../../machine.ts";'],
  ["packages/flow/src/steps/outcome/b.ts", 'export * from "../../secrets.ts";'],
  ["packages/react/src/a.ts", 'export * from "@deck-auth/flow";'],
  ["packages/react/src/b.ts", 'import { isId } from "@deck-auth/contract"; export { isId };'],
  ["packages/react/src/c.ts", 'import { embedMessage } from "@deck-auth/contract/messages"; export { embedMessage };'],
  ["packages/react/src/d.ts", 'import * as z from "zod/mini"; export { z };'],
  ["packages/react/src/e.ts", 'import { join } from "node:path"; export { join };'],
  ["packages/server/src/a.ts", 'export * from "@deck-auth/simulator";'],
  ["packages/server/src/b.ts", 'import { join } from "node:path"; export { join };'],
  ["packages/simulator/src/a.ts", 'export * from "@deck-auth/server";'],
  ["packages/simulator/src/b.ts", 'import { join } from "node:path"; export { join };'],
  ["packages/simulator/src/c.ts", 'import { z } from "zod"; export { z };'],
  ["packages/simulator/src/node/a.ts", 'export * from "@deck-auth/demo";'],
  ["apps/demo/src/a.ts", 'export * from "@deck-auth/embed";'],
  ["apps/embed/src/page/a.ts", 'import { z } from "zod"; export { z };'],
  ["apps/embed/src/page/b.ts", 'export * from "../../../../packages/flow/src/flow.tsx";'],
];

/** What they may say, and do. */
const allowed: readonly (readonly [file: string, line: string])[] = [
  ["packages/contract/src/y.ts", 'import * as z from "zod/mini"; export { z };'],
  ["packages/flow/src/y.ts", 'export * from "@deck-auth/contract/messages";'],
  ["packages/flow/src/y.test.ts", 'export * from "@deck-auth/simulator";'],
  ["packages/flow/src/steps/credentials/y.stories.tsx", 'export * from "@deck-auth/simulator";'],
  ["packages/flow/src/steps/credentials/y.ts", 'export * from "../../ui/card.tsx";'],
  ["packages/react/src/y.ts", 'import type { Language } from "@deck-auth/contract/messages"; export type { Language };'],
  ["packages/react/src/y.test.ts", 'export * from "@deck-auth/contract/messages";'],
  ["packages/server/src/y.test.ts", 'export * from "@deck-auth/simulator";'],
  ["packages/simulator/src/node/y.ts", 'import { join } from "node:path"; export { join };'],
  ["apps/demo/src/y.ts", 'export * from "@deck-auth/server";'],
];

let place = "";
let complaints: { file: string; code: string }[] = [];

function read(report: string): typeof complaints {
  const { diagnostics }: { diagnostics: { filename: string; code: string }[] } = JSON.parse(report);
  return diagnostics.map(({ filename, code }) => ({ file: filename.split(sep).join("/"), code }));
}

/** Lints a copy of the tree that holds nothing but those lines, by the real configuration. */
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), "deck-auth-rules-"));
  await cp(join(root, ".oxlintrc.json"), join(place, ".oxlintrc.json"));
  for (const [file, line] of [...forbidden, ...allowed]) {
    await mkdir(dirname(join(place, file)), { recursive: true });
    await writeFile(join(place, file), `${line}\n`);
  }
  const oxlint = join(root, "node_modules/oxlint/bin/oxlint");
  const report = await new Promise<string>((resolve) => {
    execFile(process.execPath, [oxlint, "--format", "json"], { cwd: place }, (_, stdout) => resolve(stdout));
  });
  complaints = read(report).filter(({ code }) => code === rule);
});

afterAll(() => rm(place, { recursive: true, force: true }));

test.each(forbidden)("%s may not say: %s", (file) => {
  expect(complaints.map((one) => one.file)).toContain(file);
});

test.each(allowed)("%s may say: %s", (file) => {
  expect(complaints.map((one) => one.file)).not.toContain(file);
});

test("every rule that is for some files finds them", async () => {
  const { overrides }: { overrides: { files: string[] }[] } = JSON.parse((await readFile(join(root, ".oxlintrc.json"), "utf8")).replaceAll(/^\s*\/\/.*$/gm, ""));
  const exclude = (path: string) => path.includes("node_modules") || path.includes("dist");
  expect(overrides.flatMap(({ files }) => files).filter((pattern) => globSync(pattern, { cwd: root, exclude }).length === 0)).toEqual([]);
});
