import { embedderPolicies } from "../server/settings.ts";
import { bad, good } from "./finding.ts";
import type { Finding } from "./finding.ts";

const aYear = 31_536_000;

/** What to say of a header that is not as it should be. */
const meanings = new Map([
  ["cache-control", "The page may be kept by caches and come back with the back button."],
  ["referrer-policy", "Addresses could be told to other servers."],
  ["x-content-type-options", "Browsers may take files for something that they are not."],
  ["permissions-policy", "The page could ask for devices that it has no use for."],
  ["cross-origin-opener-policy", "A page that opens this one keeps a hold of it."],
  ["cross-origin-resource-policy", "Hosts that isolate themselves (COEP) cannot frame the page."],
  ["origin-agent-cluster", "The page may share its process with other pages of this domain."],
  ["x-robots-tag", "Search engines may list the page."],
]);

/** Headers that have no place here, with what they do. */
const foreign = new Map([
  ["refresh", "It leads whoever types a password to another page."],
  ["link", "It has browsers load what is not in the page."],
  ["nel", "It has browsers tell somebody of the page's requests."],
]);

function isStrictTransport(value: string | null): boolean {
  return Number(/max-age=(\d+)/i.exec(value ?? "")?.[1] ?? 0) >= aYear / 2;
}

/** All headers but the policy (threats-and-faults 5). */
export function examinePageHeaders(headers: Headers, expected: Record<string, string>): Finding[] {
  const findings: Finding[] = [];
  for (const [name, meaning] of meanings) {
    const should = expected[name] ?? "";
    const sent = headers.get(name);
    if (sent === should) continue;
    findings.push(bad(`${name} is ${sent === null ? "missing" : `"${sent}"`}. ${meaning}`, `Send ${name}: ${should}`));
  }
  const transport = expected["strict-transport-security"];
  if (transport !== undefined && !isStrictTransport(headers.get("strict-transport-security"))) {
    findings.push(bad("strict-transport-security is missing or short. A first visit can be led to plain http.", `Send strict-transport-security: ${transport}; the server does behind a proxy that hands on Host or X-Forwarded-Proto.`));
  }
  for (const [name, meaning] of foreign) {
    const sent = headers.get(name);
    if (sent !== null) findings.push(bad(`${name} is "${sent}". ${meaning}`, "Remove it: some proxies and CDNs add it unasked."));
  }
  const reporting = headers.get("reporting-endpoints");
  if (reporting !== null && !/^deck-csp="[^"]*"$/.test(reporting)) {
    findings.push(bad(`reporting-endpoints is "${reporting}". It has browsers tell somebody of more than breaches of the policy.`, "Send it as the embed server does, by DECK_AUTH_REPORT_URL, or not at all."));
  }
  const embedder = headers.get("cross-origin-embedder-policy");
  if (embedder !== null && !embedderPolicies.some((one) => one === embedder)) {
    findings.push(bad(`cross-origin-embedder-policy is "${embedder}". It is neither ${embedderPolicies.join(" nor ")}.`, "Set DECK_AUTH_EMBEDDER_POLICY to one of the two, or remove the header."));
  }
  if (headers.has("x-frame-options")) {
    findings.push(bad(`x-frame-options is "${headers.get("x-frame-options") ?? ""}". It knows no list of origins and keeps hosts from framing the page.`, "Remove it: frame-ancestors does its work. Proxies and middlewares often add it unasked."));
  }
  if (headers.has("set-cookie")) {
    findings.push(bad("A cookie is set with the page.", "Serve the page on a host name of its own, with no cookies of yours, and turn off those of the CDN."));
  }
  return findings.length > 0 ? findings : [good("The other headers are as they should be; there is no X-Frame-Options and no cookie.")];
}
