import { EmbedSettingsError } from "../server/settings.ts";
import type { HeaderRules } from "./header-rules.ts";

const headers = (rules: ReadonlyMap<string, string>): string => [...rules].map(([name, value]) => `  ${name}: ${value}`).join("\n");

/** What differs from place to place. Rules whose paths both fit are joined by commas, so no header may stand in two of them. */
const ofPlaces: ReadonlySet<string> = new Set(["Cache-Control", "Content-Type", "Cross-Origin-Resource-Policy"]);

const only = (rules: ReadonlyMap<string, string>, isWanted: (name: string) => boolean) => new Map([...rules].filter(([name]) => isWanted(name)));

/**
 * A `_headers` file for Netlify: it lies in the folder that is published. What seals the page holds for every path: such hosts can be told
 * to serve the page wherever there is no file.
 */
export function netlifyHeaders({ page, assets }: HeaderRules): string {
  const ofPage = only(page, (name) => ofPlaces.has(name));
  return `# The embed page of Deck Auth. This is the file _headers in the folder that is published.
/*
${headers(only(page, (name) => !ofPlaces.has(name)))}
/
${headers(ofPage)}
/index.html
${headers(ofPage)}
/assets/*
${headers(only(assets, (name) => ofPlaces.has(name)))}
`;
}

const longestLine = 2_000;

/**
 * The same for Cloudflare Pages, and for Workers that serve static assets.
 *
 * @throws EmbedSettingsError when a line is longer than Cloudflare takes.
 */
export function cloudflareHeaders(rules: HeaderRules): string {
  const file = netlifyHeaders(rules);
  if (file.split("\n").some((line) => line.length > longestLine)) {
    throw new EmbedSettingsError([
      `Cloudflare takes at most ${longestLine} characters a header, and DECK_AUTH_PARENT_ORIGINS and DECK_AUTH_IMAGE_ORIGINS need more; ` +
        "name fewer origins, or run the handler in a Worker.",
    ]);
  }
  return file;
}
