import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { root, run } from "../command.ts";
import type { Check, Outcome } from "./check.ts";

function isReport(value: unknown): value is { stats: Record<"expected" | "unexpected" | "flaky" | "skipped", number> } {
  return typeof value === "object" && value !== null && "stats" in value && typeof value.stats === "object";
}

/**
 * Runs Playwright's runner in `e2e`. A test that passes only when repeated, or is skipped, failed.
 * @param name of the report
 */
export async function runPlaywright(name: string, ...argumentsOf: readonly string[]): Promise<Outcome> {
  const report = join(root, "test-results", `${name}.json`);
  await mkdir(join(root, "test-results"), { recursive: true });
  await rm(report, { force: true });
  const command = ["--filter", "@deck-auth/e2e", "exec", "playwright", "test", "--reporter=list,json", ...argumentsOf];
  const { code, output } = await run("pnpm", command, { PLAYWRIGHT_JSON_OUTPUT_FILE: report });
  const found: unknown = await readFile(report, "utf8").then(JSON.parse, () => null);
  if (!isReport(found)) return { passed: 0, failed: 1, output };
  const { expected, unexpected, flaky, skipped } = found.stats;
  const failed = unexpected + flaky + skipped;
  return { passed: expected, failed: failed === 0 && (code !== 0 || expected === 0) ? 1 : failed, output };
}

/** Every party on an origin of its own, in a real browser. */
export const endToEnd: Check = { name: "e2e", check: () => runPlaywright("e2e") };
