import { bad, good, note } from "./finding.ts";
import type { Finding } from "./finding.ts";
import { look } from "./look.ts";
import type { Fetch } from "./look.ts";

/** Addresses at which nobody ever has anything: one of a page, one of code. */
const nowhere = ["/deck-auth-doctor", "/assets/deck-auth-doctor.js"];

const mend =
  "Put the 404.html of npx @deck-auth/embed build beside index.html, and turn off what serves a page wherever there is no file (fallbacks for single-page apps).";

async function examineAt(fetch: Fetch, origin: string, path: string): Promise<Finding | null> {
  const seen = await look(fetch, origin + path, { headers: { accept: "text/html" } });
  if ("problem" in seen) return bad(`${path} ${seen.problem}.`, seen.mend);
  const { status, headers } = seen.response;
  const lead = `Where there is nothing (${path}), `;
  if (seen.text.includes("deck-auth-deployment")) {
    const isSealed = (headers.get("content-security-policy") ?? "").includes("frame-ancestors");
    return bad(`${lead}the page is served all the same${isSealed ? "" : ", without the headers that seal it"}.`, mend);
  }
  if (status >= 200 && status < 300) return bad(`${lead}something is served all the same (${status}).`, mend);
  const kept = headers.get("cache-control") ?? "";
  if (path.startsWith("/assets/") && Number(/max-age=(\d+)/.exec(kept)?.[1] ?? 0) > 0) {
    return note(`That a file below /assets/ is missing is kept by browsers too (${kept}): publish all files of a version at once.`);
  }
  return null;
}

/** Whether the page is at its own address alone: served at any other, it comes with whatever headers that other has (T8, T13). */
export async function examineNothing(fetch: Fetch, origin: string): Promise<Finding[]> {
  const found = (await Promise.all(nowhere.map((path) => examineAt(fetch, origin, path)))).filter((one) => one !== null);
  return found.length > 0 ? found : [good("Where there is nothing, nothing is served.")];
}
