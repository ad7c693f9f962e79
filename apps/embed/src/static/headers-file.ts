import { EmbedSettingsError } from "../server/settings.ts";
import type { HeaderRules } from "./header-rules.ts";

const headers = (rules: ReadonlyMap<string, string>): string => [...rules].map(([name, value]) => `  ${name}: ${value}`).join("\n");

/** A `_headers` file for Netlify: it lies in the folder that is published. */
export function netlifyHeaders({ page, assets }: HeaderRules): string {
  return `# The embed page of Deck Auth. This is the file _headers in the folder that is published.
/
${headers(page)}
/index.html
${headers(page)}
/assets/*
${headers(assets)}
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
