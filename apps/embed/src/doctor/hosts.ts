import { readOrigin } from "../server/origins.ts";
import { embedderPolicies } from "../server/settings.ts";
import { bad, good, note } from "./finding.ts";
import type { Finding } from "./finding.ts";
import { look } from "./look.ts";
import type { Fetch } from "./look.ts";
import { readPolicy } from "./policy.ts";

/** Whether an expression of a policy lets an origin through. */
function lets(expression: string, origin: string): boolean {
  const { protocol, host } = new URL(origin);
  const wanted = expression.toLowerCase().replace(/\/+$/, "");
  if (wanted === "*" || wanted === protocol || wanted === origin || wanted === host) return true;
  const wildcard = /^(?:(https?:)\/\/)?\*(\..+)$/.exec(wanted);
  return wildcard !== null && (wildcard[1] ?? protocol) === protocol && host.endsWith(wildcard[2] ?? " ");
}

/** Whether the host's own pages may frame the embed page, as far as its start page tells. */
async function examineHostPage(fetch: Fetch, host: string, embed: string, page: Headers): Promise<Finding[]> {
  if (!host.startsWith("http")) return [];
  const seen = await look(fetch, `${host}/`);
  if ("problem" in seen) return [note(`${host} ${seen.problem} from here, so its own policy was not looked at.`)];
  const { headers, status } = seen.response;
  if (status >= 300 && status < 400) {
    return [note(`${host} redirects to ${headers.get("location") ?? "somewhere else"}, so the headers of the page that frames this one were not looked at.`)];
  }
  const findings: Finding[] = [];
  const embedder = embedderPolicies.find((one) => headers.get("cross-origin-embedder-policy")?.startsWith(one) ?? false);
  if (embedder !== undefined && !page.has("cross-origin-embedder-policy")) {
    findings.push(bad(`${host} sends Cross-Origin-Embedder-Policy: ${embedder}, and the page sends none: browsers will show it empty there.`, "Set DECK_AUTH_EMBEDDER_POLICY=credentialless (or require-corp), and start the server or print the headers anew."));
  }
  const policy = readPolicy(headers.get("content-security-policy") ?? "");
  const frames = policy.get("frame-src") ?? policy.get("child-src") ?? policy.get("default-src");
  if (frames !== undefined && !frames.some((one) => lets(one, embed))) {
    findings.push(bad(`The policy of ${host} does not let it frame ${embed}.`, `Add ${embed} to frame-src in its Content-Security-Policy.`));
  }
  return findings;
}

/** Whether a page of this origin can frame the embed page and start a flow in it (T5, T8). */
export async function examineHost(
  fetch: Fetch,
  given: string,
  { embed, parentOrigins, headers }: { embed: string; parentOrigins: readonly string[]; headers: Headers },
): Promise<Finding[]> {
  const read = readOrigin(given, { apps: true });
  if ("problem" in read) return [bad(`--host: ${read.problem}.`, "Give the origin of the page that frames the embed page.")];
  const host = read.value;
  const findings: Finding[] = [];
  if (host === embed) {
    findings.push(bad("The host page has the same origin as the embed page: its scripts could read what is typed.", "Give the embed page a host name of its own."));
  }
  const add = `Add ${host} to DECK_AUTH_PARENT_ORIGINS, and start the server or build the files anew.`;
  if (!parentOrigins.includes(host)) findings.push(bad(`${host} may not start a flow: it is not among the parent origins.`, add));
  const ancestors = readPolicy(headers.get("content-security-policy") ?? "").get("frame-ancestors");
  if (ancestors !== undefined && !ancestors.includes(host)) findings.push(bad(`Browsers will not show the page within ${host}: frame-ancestors does not name it.`, add));
  findings.push(...(await examineHostPage(fetch, host, embed, headers)));
  return findings.length > 0 ? findings : [good(`${host} may frame the page and start a flow in it.`)];
}
