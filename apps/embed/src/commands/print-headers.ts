import { readEnvironment } from "../server/environment.ts";
import { loadBuiltPage } from "../server/load-built-page.ts";
import { apacheConfig } from "../static/apache.ts";
import { headerRules } from "../static/header-rules.ts";
import type { HeaderRules } from "../static/header-rules.ts";
import { cloudflareHeaders, netlifyHeaders } from "../static/headers-file.ts";
import { nginxConfig } from "../static/nginx.ts";
import { fail, say, warn } from "./say.ts";

const formats: ReadonlyMap<string, (rules: HeaderRules) => string> = new Map([
  ["nginx", nginxConfig],
  ["netlify", netlifyHeaders],
  ["cloudflare", cloudflareHeaders],
  ["apache", apacheConfig],
]);

/** `deck-auth-embed --print-headers nginx`: a configuration on standard output, and what it cannot do beside it. */
export function printHeadersCommand(format: string): void {
  const write = formats.get(format);
  if (write === undefined) return fail(`--print-headers: "${format}" is none of ${[...formats.keys()].join(", ")}.`);
  const { settings } = readEnvironment(process.env);
  say(write(headerRules(loadBuiltPage(), settings)).trimEnd());
  warn("These headers go with the files of `deck-auth-embed build --out <folder>`, made with the same variables: what the page may do stands");
  warn("in its HTML too. A static host shows one first screen, whatever language and theme an address asks for; the page then mends it.");
  if (settings.parentOrigins.length === 0) warn("No page may frame it: DECK_AUTH_PARENT_ORIGINS names no origin.");
}
