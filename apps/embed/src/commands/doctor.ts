import { examine } from "../doctor/examine.ts";
import type { Finding } from "../doctor/finding.ts";
import { loadBuiltPage } from "../server/load-built-page.ts";
import { fail, say } from "./say.ts";

/** What `doctor` takes. */
export interface DoctorArguments {
  url?: string | undefined;
  host?: string[] | undefined;
  api?: string | undefined;
  "token-url"?: string | undefined;
}

const signs: Readonly<Record<Finding["level"], string>> = { good: "ok   ", note: "note ", bad: "BAD  " };

function show(finding: Finding): void {
  say(signs[finding.level] + finding.what);
  if (finding.level === "bad") say(`     -> ${finding.mend}`);
}

/** `deck-auth-embed doctor --url <address>`: what is wrong with a deployed page, and how to mend it. Ends with 1 if anything is. */
export async function doctorCommand({ url, host = [], api, "token-url": tokenUrl }: DoctorArguments): Promise<void> {
  if (url === undefined) return fail("doctor: name the deployed page with --url, such as --url https://auth.example.com.");
  const findings = await examine({ url, hosts: host, api, tokenUrl, page: loadBuiltPage(), fetch: (address, init) => fetch(address, init), now: Date.now });
  for (const finding of findings) show(finding);
  const problems = findings.filter(({ level }) => level === "bad").length;
  say("");
  say(problems === 0 ? "Nothing is wrong." : problems === 1 ? "One thing is wrong." : `${problems} things are wrong.`);
  if (problems > 0) process.exitCode = 1;
}
