// `npm test`: installs what is needed, a browser included, then runs every check that CI runs.
// `npm test -- lint unit` runs only those.
import { obtainChromium } from "./browser.ts";
import type { Check, Outcome } from "./checks/check.ts";
import { build, lint, playground, sizes, types, unused } from "./checks/commands.ts";
import { otherEngines } from "./checks/engines.ts";
import { packages } from "./checks/packages.ts";
import { endToEnd } from "./checks/playwright.ts";
import { vitestProject } from "./checks/vitest.ts";
import { endWithChildren, stopWith } from "./command.ts";
import { install, installFailed } from "./install.ts";

const checks: readonly Check[] = [
  lint,
  types,
  build,
  vitestProject("unit"),
  vitestProject("processes"),
  vitestProject("browser"),
  vitestProject("react18"),
  vitestProject("stories"),
  playground,
  endToEnd,
  otherEngines,
  packages,
  unused,
  sizes,
];

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Runs a step and says its name, how it went, and how long it took. */
async function timed<Outcome extends { failed: number }>(name: string, note: (outcome: Outcome) => string, step: () => Promise<Outcome>) {
  const began = performance.now();
  const outcome = await step();
  const seconds = ((performance.now() - began) / 1000).toFixed(1).padStart(6);
  say(`${outcome.failed === 0 ? "✓" : "✗"} ${name.padEnd(12)}${seconds} s   ${note(outcome)}`);
  return outcome;
}

endWithChildren(130);
process.env["STORYBOOK_DISABLE_TELEMETRY"] = "1";

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !checks.some((check) => check.name === name));
if (unknown.length > 0) await stopWith(`There is no check "${unknown.join(", ")}". There are: ${checks.map(({ name }) => name).join(", ")}.`);

let passed = 0;
let failed = 0;

const installed = await timed(
  "install",
  () => "",
  async () => {
    const { code, output } = await install();
    return { failed: code, output };
  },
);
if (installed.failed !== 0) {
  say(`${installFailed}\n${installed.output}\n0 passed, 1 failed`);
  process.exit(1);
}

const needsBrowser = wanted.length === 0 || wanted.some((name) => ["processes", "browser", "react18", "stories", "e2e"].includes(name));
if (needsBrowser) {
  let chromium: string | null = null;
  await timed(
    "chromium",
    () => chromium ?? "none",
    async () => {
      chromium = await obtainChromium();
      return { failed: chromium ? 0 : 1 };
    },
  );
  if (!chromium) {
    say("There is no Chromium, and none could be fetched. Please install Chromium or Chrome, or name one by CHROMIUM_PATH.\n0 passed, 1 failed");
    process.exit(1);
  }
  process.env["CHROMIUM_PATH"] = chromium;
}

for (const { name, check } of checks) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const told = ({ passed, failed, note }: Outcome) => [`${passed} passed`, failed ? `${failed} failed` : "", note ?? ""].filter((part) => part !== "").join(", ");
  const outcome = await timed(name, told, check);
  if (outcome.failed > 0) say(outcome.output);
  passed += outcome.passed;
  failed += outcome.failed;
}

say(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
