import { isLoopback } from "@deck-auth/contract";
import type { BuiltPage } from "../server/built-page.ts";
import { pageHeaders } from "../server/headers.ts";
import { examineApi } from "./api.ts";
import { examineAssets } from "./assets.ts";
import { bad, good, note } from "./finding.ts";
import type { Finding } from "./finding.ts";
import { examineHost } from "./hosts.ts";
import { look } from "./look.ts";
import type { Fetch } from "./look.ts";
import { examineNothing } from "./nothing.ts";
import { readPageDeployment, styleHashesOf } from "./page-content.ts";
import { examinePageHeaders } from "./page-headers.ts";
import { examineMarkup } from "./page-markup.ts";
import { examinePolicy } from "./policy.ts";
import { examineClock, examineHealth } from "./server-health.ts";
import { examineTokenEndpoint } from "./token-endpoint.ts";

/** What to look at, and with what. */
export interface Patient {
  /** Address of the deployed page. */
  url: string;
  /** Origins of pages that should be able to frame it. */
  hosts: readonly string[];
  /** The API that it should talk to, if that is to be checked. */
  api?: string | undefined;
  /** Where the host's page gets its session tokens, if that is to be checked. */
  tokenUrl?: string | undefined;
  /** The page that this version would serve, for comparison. */
  page?: BuiltPage | undefined;
  fetch: Fetch;
  /** The time, in milliseconds since 1970. */
  now: () => number;
}

/**
 * Looks at a deployed embed page from outside, as a browser would, and says what is wrong with it (M118). It sends no secret: only
 * a session token that is none.
 */
export async function examine({ url, hosts, api, tokenUrl, page: build, fetch, now }: Patient): Promise<Finding[]> {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) {
    return [bad(`--url: "${url}" is not a web address.`, "Give the address of the deployed page, such as https://auth.example.com.")];
  }
  const { origin, protocol, hostname, pathname } = new URL(url);
  if (pathname !== "/") return [bad(`The page is looked for at ${pathname}.`, "Serve it at the root of a host name of its own; ask for that.")];
  const isLocal = protocol === "http:" && isLoopback(hostname);
  const findings: Finding[] = [];
  if (protocol === "http:" && !isLocal) {
    findings.push(bad("The page is served over plain http: anybody on the way can read the password.", "Put a proxy with TLS in front of it, and give its https address."));
  }

  const asked = now();
  const page = await look(fetch, `${origin}/`, { headers: { "accept-encoding": "br, gzip", "accept": "text/html" } });
  const answered = now();
  if ("problem" in page) return [...findings, bad(`${origin} ${page.problem}.`, page.mend)];
  const { response, text: html } = page;
  const { headers, status } = response;
  if (status >= 300 && status < 400) {
    return [...findings, bad(`${origin} redirects to ${headers.get("location") ?? "somewhere else"}.`, "Give hosts the address where the page really is: a redirect loses the frame's hints and its nonce.")];
  }
  if (status !== 200) return [...findings, bad(`${origin} answers ${status}.`, "Look into the server's log, under the time of this check.")];
  findings.push(good(`The page answers at ${origin}/.`));

  const settings = readPageDeployment(html);
  if ("level" in settings) return [...findings, settings];
  findings.push(good("The page says what its deployment decided, and it makes sense."));
  findings.push(...examineMarkup(html, settings, build ?? null));

  const expected = pageHeaders(settings, { styleHashes: await styleHashesOf(html), local: isLocal });
  findings.push(...examinePolicy(headers, expected["content-security-policy"] ?? ""));
  findings.push(...examinePageHeaders(headers, expected));
  findings.push(...(await examineAssets(fetch, origin, html)));
  findings.push(...(await examineNothing(fetch, origin)));

  if (api !== undefined && !settings.proxy && settings.apiUrl !== api.replace(/\/+$/, "")) {
    findings.push(bad(`The page talks to ${settings.apiUrl}, not to ${api}.`, `Set DECK_API_URL=${api} for the embed server.`));
  }
  findings.push(...(await examineApi(fetch, settings.apiUrl, settings.proxy, origin)));

  const { parentOrigins } = settings;
  if (hosts.length === 0) {
    const who = parentOrigins.length > 0 ? `These may frame the page: ${parentOrigins.join(", ")}.` : "No page may frame it; flows opened by URL work.";
    findings.push(note(`${who} Name a page's origin with --host to check it.`));
  }
  for (const host of hosts) findings.push(...(await examineHost(fetch, host, { embed: origin, parentOrigins, headers })));
  if (tokenUrl !== undefined) findings.push(...(await examineTokenEndpoint(fetch, tokenUrl)));
  findings.push(examineClock(headers, asked, answered));
  findings.push(await examineHealth(fetch, origin, headers));
  return findings;
}
