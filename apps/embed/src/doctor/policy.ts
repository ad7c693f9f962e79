import { bad, good } from "./finding.ts";
import type { Finding } from "./finding.ts";

type Policy = ReadonlyMap<string, readonly string[]>;

/** A Content-Security-Policy by directive; the first one of a name counts, as in browsers. */
export function readPolicy(text: string): Policy {
  const policy = new Map<string, string[]>();
  for (const part of text.split(";")) {
    const [name = "", ...values] = part.trim().split(/\s+/);
    if (name !== "" && !policy.has(name.toLowerCase())) policy.set(name.toLowerCase(), values);
  }
  return policy;
}

/** Why a directive matters, for those whose breach has a name. */
const reasons = new Map([
  ["connect-src", "It decides where passwords can be sent."],
  ["script-src", "It decides whose code sees passwords."],
  ["frame-ancestors", "It decides who may frame the page; without it anybody can."],
  ["form-action", "It keeps a password out of an address should the page's code fail."],
  ["require-trusted-types-for", "It keeps text of a website from becoming markup."],
  ["img-src", "It decides where pictures come from, and what can be told by asking for one."],
]);

const mend =
  "Send the policy just as the embed server does (npx @deck-auth/embed --print-headers prints it), and let no proxy add to it or rewrite it.";

const list = (values: readonly string[]) => (values.length === 0 ? "empty" : values.join(" "));

/** Compares the policy that was sent, directive by directive, with the one that this deployment should send (T8, T13, T29). */
export function examinePolicy(headers: Headers, expected: string): Finding[] {
  const sent = headers.get("content-security-policy");
  if (sent === null) {
    const only = headers.has("content-security-policy-report-only");
    return [bad(only ? "The policy is only reported, not enforced." : "The page is sent without a Content-Security-Policy.", mend)];
  }
  // A comma parts policies; ours has none.
  if (sent.includes(",")) return [bad("More than one Content-Security-Policy is sent: browsers enforce all of them at once.", mend)];
  const policy = readPolicy(sent);
  const findings: Finding[] = [];
  for (const [name, values] of readPolicy(expected)) {
    const found = policy.get(name);
    const why = reasons.get(name);
    const because = why === undefined ? "" : ` ${why}`;
    if (found === undefined) findings.push(bad(`The policy lacks ${name}.${because}`, mend));
    else if ([...found].toSorted().join(" ") !== [...values].toSorted().join(" ")) {
      findings.push(bad(`The policy's ${name} is ${list(found)}, and should be ${list(values)}.${because}`, mend));
    }
  }
  const known = readPolicy(expected);
  for (const [name, values] of policy) {
    // Browsers ask script-src-elem before script-src, so what is not expected is not harmless. Where reports go is not in the page.
    if (known.has(name) || name === "report-to") continue;
    findings.push(bad(`The policy holds ${[name, ...values].join(" ")}, which is not of ours: it can loosen what the others forbid, or tell somebody of it.`, mend));
  }
  return findings.length > 0 ? findings : [good("The Content-Security-Policy is the one that this deployment should send, directive by directive.")];
}
