import { bad, good } from "./finding.ts";
import type { Finding } from "./finding.ts";
import { look } from "./look.ts";
import type { Fetch } from "./look.ts";

const noToken = "Bearer tk_doctor";
const needed = ["authorization", "content-type", "idempotency-key"];
const forward = "Set DECK_AUTH_PROXY=on: then the embed server forwards the page's requests, and no CORS is needed.";

const words = (value: string | null): string[] => (value ?? "").toLowerCase().split(",").map((word) => word.trim());

/** Whether the answer lets a page of this origin read it. */
function isOpenTo(headers: Headers, origin: string): boolean {
  const allowed = headers.get("access-control-allow-origin");
  return allowed === "*" || allowed === origin;
}

/** Asks what a browser asks before it sends a password: whether it may. */
async function examinePreflight(fetch: Fetch, apiUrl: string, origin: string, method: "POST" | "PATCH", path: string): Promise<Finding> {
  const title = `${method} ${path}`;
  const seen = await look(fetch, apiUrl + path, {
    method: "OPTIONS",
    headers: { origin, "access-control-request-method": method, "access-control-request-headers": needed.join(",") },
  });
  if ("problem" in seen) return bad(`${apiUrl} ${seen.problem}.`, seen.mend);
  const { ok, status, headers } = seen.response;
  const without = `Browsers will not send ${title} from ${origin}`;
  if (!ok) return bad(`${without}: the API answers their question with ${status}.`, forward);
  if (!isOpenTo(headers, origin)) return bad(`${without}: the API names no origin that may (CORS).`, forward);
  // `*` stands for every header but `authorization`, and for every method, where no cookies go along.
  const allowed = words(headers.get("access-control-allow-headers"));
  const missing = needed.filter((name) => !allowed.includes(name) && (name === "authorization" || !allowed.includes("*")));
  if (missing.length > 0) return bad(`${without}: the API does not allow ${missing.join(" and ")} along with it.`, forward);
  // POST is always allowed; other methods have to be named.
  const methods = words(headers.get("access-control-allow-methods"));
  if (method !== "POST" && !methods.includes(method.toLowerCase()) && !methods.includes("*")) {
    return bad(`${without}: the API does not allow this method.`, forward);
  }
  return good(`Browsers may send ${title} to ${apiUrl} from ${origin}.`);
}

async function examineDirect(fetch: Fetch, apiUrl: string, origin: string): Promise<Finding[]> {
  const seen = await look(fetch, `${apiUrl}/sources?limit=1`, { headers: { origin, authorization: noToken, accept: "application/json" } });
  if ("problem" in seen) return [bad(`The API at ${apiUrl} ${seen.problem}.`, `${seen.mend} DECK_API_URL says where it is.`)];
  const findings: Finding[] = [];
  if (!/"errors"\s*:/.test(seen.text)) {
    findings.push(bad(`What is at ${apiUrl} does not answer like the Deck API (${seen.response.status}).`, "Set DECK_API_URL to the API's address with its version, such as https://api.deck.co/v2."));
  } else if (!isOpenTo(seen.response.headers, origin)) {
    findings.push(bad(`Pages of ${origin} may not read what the API answers (CORS).`, forward));
  }
  findings.push(await examinePreflight(fetch, apiUrl, origin, "POST", "/credentials"));
  findings.push(await examinePreflight(fetch, apiUrl, origin, "PATCH", "/credentials/cred_doctor"));
  return findings;
}

async function examineForwarded(fetch: Fetch, origin: string): Promise<Finding[]> {
  const seen = await look(fetch, `${origin}/v2/sources?limit=1`, { headers: { authorization: noToken, accept: "application/json" } });
  const lead = "The page forwards the API's routes";
  if ("problem" in seen) return [bad(`${lead}, but ${origin}/v2 ${seen.problem}.`, seen.mend)];
  const { status } = seen.response;
  if (status === 502 || status === 504) {
    return [bad(`${lead}, but the embed server cannot reach the API (${status}).`, "Check DECK_API_URL, and that this server may open connections to it.")];
  }
  if (!/"errors"\s*:/.test(seen.text)) {
    return [bad(`${lead}, but something else answers at ${origin}/v2 (${status}).`, "Let the proxy in front hand /v2 on to the embed server, and set DECK_API_URL to the API's address with its version.")];
  }
  return [good(`${lead}, and reaches it.`)];
}

/** Whether the page will be able to talk to the API: itself, or through its own server. */
export function examineApi(fetch: Fetch, apiUrl: string, isForwarded: boolean, origin: string): Promise<Finding[]> {
  return isForwarded ? examineForwarded(fetch, origin) : examineDirect(fetch, apiUrl, origin);
}
