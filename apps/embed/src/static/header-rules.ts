import type { BuiltPage } from "../server/built-page.ts";
import { assetHeaders, pageHeaders } from "../server/headers.ts";
import { EmbedSettingsError } from "../server/settings.ts";
import type { CheckedSettings } from "../server/settings.ts";

/** What a host of static files has to send, by name as it is written in documents (`Cache-Control`). */
export interface HeaderRules {
  /** With the page itself. */
  readonly page: ReadonlyMap<string, string>;
  /** With everything below `/assets/`. */
  readonly assets: ReadonlyMap<string, string>;
}

const written = (name: string) => name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());

const named = (headers: Record<string, string>): Map<string, string> =>
  new Map(Object.entries(headers).map(([name, value]) => [written(name), value]));

/** Whether a header lets caches keep what is sent with it. */
export const isKept = (name: string, value: string): boolean => name === "Cache-Control" && value.includes("immutable");

/**
 * The very headers that the server would send over https for these settings.
 *
 * @throws EmbedSettingsError when routes of the API are to be forwarded, which files cannot do.
 */
export function headerRules(page: BuiltPage, settings: CheckedSettings): HeaderRules {
  if (settings.proxy) {
    throw new EmbedSettingsError([
      "DECK_AUTH_PROXY: a host of static files cannot forward requests; turn it off, or run the server (npx @deck-auth/embed).",
    ]);
  }
  const styleHashes = new Set([...page.shells.values()].flatMap((shell) => shell.styleHashes));
  const types = new Set([...page.assets.values()].map(({ type }) => type));
  const [type, ...others] = types;
  if (type === undefined || others.length > 0) throw new TypeError("The page has files of more than one type; its headers need a rule each.");
  return {
    page: named(pageHeaders(settings, { styleHashes: [...styleHashes], local: false })),
    assets: named(assetHeaders(type, false)),
  };
}
