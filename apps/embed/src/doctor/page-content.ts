import { checkSettings, EmbedSettingsError, proxyPath } from "../server/settings.ts";
import type { CheckedSettings } from "../server/settings.ts";
import { bad } from "./finding.ts";
import type { Finding } from "./finding.ts";

const characters = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["#39", "'"],
]);

const meta = /<meta name="deck-auth-deployment" content="([^"]*)">/;

const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.filter((item) => typeof item === "string") : []);

/** What stands in the page's HTML about its deployment, checked; or a finding on why nothing sensible does. */
export function readPageDeployment(html: string): CheckedSettings | Finding {
  const content = meta.exec(html)?.[1];
  if (content === undefined) {
    return bad("There is no deck-auth-deployment in the page: this is not the embed page, or something has rewritten it.", "Serve the page with npx @deck-auth/embed, or the files of its build, unchanged.");
  }
  if (content === "") {
    return bad("The page was served without its deployment's values.", "Serve it with its own server, or write it with npx @deck-auth/embed build --out <folder>; the files of the package alone are not enough.");
  }
  const rewrite = "Set the server's variables (npx @deck-auth/embed --check checks them), or build the files anew.";
  try {
    const values: unknown = JSON.parse(content.replace(/&(#39|[a-z]+);/g, (whole, name: string) => characters.get(name) ?? whole));
    const all = new Map(Object.entries(typeof values === "object" && values !== null ? values : {}));
    const apiUrl = all.get("apiUrl");
    if (typeof apiUrl !== "string") return bad("The deployment in the page names no API.", rewrite);
    const proxy = apiUrl === proxyPath;
    return checkSettings({
      apiUrl: proxy ? undefined : apiUrl,
      proxy,
      parentOrigins: listOf(all.get("parentOrigins")),
      imageOrigins: listOf(all.get("imageOrigins")),
      returnUrls: listOf(all.get("returnUrls")),
      queryToken: all.get("queryToken") === "refuse" ? "refuse" : "accept",
    });
  } catch (error) {
    const reason = error instanceof EmbedSettingsError ? error.message : "it is not JSON.";
    return bad(`The deployment in the page makes no sense: ${reason}`, rewrite);
  }
}

/** Base64 SHA-256 of each style in the page, as the policy has to name it. */
export async function styleHashesOf(html: string): Promise<string[]> {
  const styles = [...html.matchAll(/<style>([^]*?)<\/style>/g)].map((found) => found[1] ?? "");
  return Promise.all(
    styles.map(async (style) => {
      const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(style));
      return btoa(String.fromCharCode(...new Uint8Array(hash)));
    }),
  );
}

/** The code that the page asks for at once, by path, with what the page says is in it. */
export function integritiesOf(html: string): Map<string, string> {
  return new Map([...html.matchAll(/(?:src|href)="\.\/(assets\/[\w.-]+)" integrity="([^"]+)"/g)].map(([, path = "", integrity = ""]) => [path, integrity]));
}

/** Paths of the code that the page asks for at once. */
export function assetsOf(html: string): string[] {
  return [...html.matchAll(/(?:src|href)="\.\/(assets\/[\w.-]+)"/g)].map((found) => found[1] ?? "");
}
