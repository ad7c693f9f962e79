import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { root, run } from "../command.ts";
import type { Check, Outcome } from "./check.ts";

/** What Vitest's JSON report says, as far as we read it. */
function isReport(value: unknown): value is Record<"numPassedTests" | "numFailedTests" | "numPendingTests" | "numTodoTests", number> {
  return typeof value === "object" && value !== null && "numPassedTests" in value && "numFailedTests" in value;
}

/** Counts. Tests that did not run are failures: a skipped one proves nothing. */
async function count(report: string, code: number, output: string): Promise<Outcome> {
  const found: unknown = await readFile(report, "utf8").then(JSON.parse, () => null);
  if (!isReport(found)) return { passed: 0, failed: 1, output };
  const passed = found.numPassedTests;
  const unrun = found.numPendingTests + found.numTodoTests;
  const failed = found.numFailedTests + unrun;
  if (unrun > 0) return { passed, failed, output: `${output}\n${unrun} tests were skipped.\n` };
  if (passed + failed === 0) return { passed, failed: 1, output: `${output}\nNo test ran.\n` };
  // A file that does not load, or an error outside of any test, fails no test of the report.
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed, output };
}

/** The tests of one of the projects of `vitest.config.ts`. */
export function vitestProject(project: string): Check {
  return {
    name: project,
    async check() {
      const report = join(root, "test-results", `${project}.json`);
      await mkdir(join(root, "test-results"), { recursive: true });
      await rm(report, { force: true });
      const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
      const { code, output } = await run("pnpm", ["exec", "vitest", "run", "--project", project, ...reporters]);
      return count(report, code, output);
    },
  };
}
