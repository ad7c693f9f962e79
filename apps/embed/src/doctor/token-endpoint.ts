import { isLoopback } from "@deck-auth/contract";
import { bad, good, note } from "./finding.ts";
import type { Finding } from "./finding.ts";
import { look } from "./look.ts";
import type { Fetch, Look } from "./look.ts";

/** A site of nobody. */
const stranger = "https://doctor.invalid";

const whom = "Let authorize give null for who is not signed in (docs/server.md): whoever has a token can change every credential of the organization.";
const whence = "Let no other origin in: the page that asks is of the same origin, and needs no CORS. Look for a middleware that adds it to every answer.";

const isOpenTo = (seen: Look, origin: string): boolean => {
  if ("problem" in seen) return false;
  const allowed = seen.response.headers.get("access-control-allow-origin");
  return allowed === "*" || allowed === origin;
};

/**
 * Whether the host's token endpoint refuses who is not signed in, and every other site (T35, T36). It asks without a session, and what it is
 * given it neither keeps nor shows.
 */
export async function examineTokenEndpoint(fetch: Fetch, address: string): Promise<Finding[]> {
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) {
    return [bad(`--token-url: "${address}" is not a web address.`, "Give the address to which your page posts for a token, such as https://app.example.com/api/deck-auth/token.")];
  }
  const { protocol, hostname, origin } = new URL(address);
  if (protocol === "http:" && !isLoopback(hostname)) {
    return [bad(`${address} is served over plain http: anybody on the way can read the token.`, "Serve it over https.")];
  }
  const post = (from: string, site: string) =>
    look(fetch, address, { method: "POST", body: "{}", headers: { "origin": from, "sec-fetch-site": site, "content-type": "application/json", "accept": "application/json" } });
  // As the host's own page would ask, but for the session: what refuses other sites must not answer for what refuses strangers.
  const own = await post(origin, "same-origin");
  if ("problem" in own) return [bad(`${address} ${own.problem}.`, own.mend)];
  const other = await post(stranger, "cross-site");
  const question = await look(fetch, address, {
    method: "OPTIONS",
    headers: { "origin": stranger, "sec-fetch-site": "cross-site", "access-control-request-method": "POST", "access-control-request-headers": "content-type" },
  });

  const { status } = own.response;
  const texts = [own, other].map((seen) => ("text" in seen ? seen.text : ""));
  const findings: Finding[] = [];
  if (texts.some((text) => /\btk_/.test(text))) findings.push(bad(`${address} gives a session token to who is not signed in.`, whom));
  else if (own.response.ok) findings.push(bad(`${address} does not refuse who is not signed in: it answers ${status}.`, whom));
  else if (status === 404 || status === 405) findings.push(bad(`${address} answers ${status}, so there is no token endpoint.`, "Give the address to which your page posts for a token, and mount the server helper there."));
  else if (status >= 500) findings.push(bad(`${address} fails with ${status} for who is not signed in.`, "Look into your server's log: authorize has to give null there, not to throw."));
  if ([other, question].some((seen) => isOpenTo(seen, stranger))) findings.push(bad(`${address} lets pages of every origin read what it answers (CORS).`, whence));
  if (findings.length > 0) return findings;
  if (status === 401 || status === 403) return [good(`${address} refuses who is not signed in, and answers no other site.`)];
  return [note(`${address} answers ${status} to a POST of an empty JSON object, so it was not seen whether it refuses who is not signed in.`)];
}
