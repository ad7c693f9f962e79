import { bad, good, note } from "./finding.ts";
import type { Finding } from "./finding.ts";
import { look } from "./look.ts";
import type { Fetch } from "./look.ts";

const mostSkew = 60_000;

/** Whether the server's clock and ours agree: the life of tokens and signatures of webhooks hang on clocks. */
export function examineClock(headers: Headers, asked: number, answered: number): Finding {
  const theirs = Date.parse(headers.get("date") ?? "");
  if (Number.isNaN(theirs)) return note("The server says no date, so its clock was not compared.");
  // The date is in whole seconds, and from some moment between question and answer.
  const skew = theirs < asked - 1_000 ? asked - theirs : Math.max(0, theirs - answered);
  if (skew <= mostSkew) return good("The server's clock agrees with this machine's.");
  return bad(`The server's clock and this machine's are ${Math.round(skew / 1_000)} s apart.`, "Set both by NTP: the life of tokens and the signatures of webhooks hang on clocks.");
}

/** Whether `/healthz` answers, where there is a server to ask: files alone have none. */
export async function examineHealth(fetch: Fetch, origin: string, page: Headers): Promise<Finding> {
  const seen = await look(fetch, `${origin}/healthz`);
  if ("response" in seen && seen.response.status === 200 && seen.text === "ok\n") return good("/healthz says that the server is well.");
  if (!page.has("x-request-id")) return note("There is no /healthz: these are files on a static host.");
  const how = "response" in seen ? `answers ${seen.response.status}` : seen.problem;
  return bad(`/healthz ${how}.`, "Let the proxy in front hand /healthz on: load balancers and containers ask there whether the server is well.");
}
