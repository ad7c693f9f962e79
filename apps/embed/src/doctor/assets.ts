import { bad, good } from "./finding.ts";
import type { Finding } from "./finding.ts";
import { look } from "./look.ts";
import type { Fetch } from "./look.ts";
import { assetsOf, integritiesOf } from "./page-content.ts";

async function integrityOf(text: string): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-384", new TextEncoder().encode(text));
  return `sha384-${btoa(String.fromCharCode(...new Uint8Array(hash)))}`;
}

/** Looks at one file of code; gives the first thing that is wrong with it. */
async function examineAsset(fetch: Fetch, address: string, integrity: string | undefined): Promise<Finding | null> {
  const seen = await look(fetch, address, { headers: { "accept-encoding": "br, gzip" } });
  const name = new URL(address).pathname;
  if ("problem" in seen) return bad(`${name} ${seen.problem}.`, seen.mend);
  const { status, headers } = seen.response;
  if (status !== 200) {
    return bad(`${name} answers ${status}: the page cannot start.`, "Serve all of one version's files together, and only one version at a time.");
  }
  if (!/^text\/javascript\b/.test(headers.get("content-type") ?? "")) {
    return bad(`${name} is sent as ${headers.get("content-type") ?? "nothing in particular"}.`, "Send content-type: text/javascript; charset=utf-8");
  }
  if (integrity !== undefined && (await integrityOf(seen.text)) !== integrity) {
    return bad(`${name} is not what was built: browsers will not run it.`, "Serve all of one version's files together, and turn off whatever rewrites code on the way (minifiers of a CDN).");
  }
  const kept = headers.get("cache-control") ?? "";
  if (!kept.includes("immutable") || Number(/max-age=(\d+)/.exec(kept)?.[1] ?? 0) < 31_536_000) {
    return bad(`${name} is fetched anew each time (cache-control: ${kept === "" ? "none" : kept}).`, "Send cache-control: public, max-age=31536000, immutable with everything below /assets/; its name changes with its content.");
  }
  if (!["br", "gzip"].includes(headers.get("content-encoding") ?? "")) {
    return bad(`${name} is sent unpacked, three times its size.`, "Serve the .br and .gz files beside it, or turn on compression for text/javascript.");
  }
  return null;
}

/** Looks at all code that the page asks for at once. */
export async function examineAssets(fetch: Fetch, origin: string, html: string): Promise<Finding[]> {
  const addresses = assetsOf(html);
  const integrities = integritiesOf(html);
  const found = (await Promise.all(addresses.map((path) => examineAsset(fetch, `${origin}/${path}`, integrities.get(path))))).filter((one) => one !== null);
  return found.length > 0 ? found : [good(`The page's code (${addresses.length} files) is there, packed, and kept for a year.`)];
}
