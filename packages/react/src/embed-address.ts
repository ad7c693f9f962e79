import type { DeckAuthProps } from "./props.ts";
import { configuredEmbedUrl } from "./settings.ts";
import { knownLanguage } from "./texts.ts";

/** The props that say where the embed page is, and which of its pre-rendered shells shows at once. */
export type EmbedHints = Pick<DeckAuthProps, "embedUrl" | "language" | "appearance" | "sourceId" | "credentialId" | "resume">;

const allowed = /^https:|^http:..(.+\.)?(localhost|127(\.\d+){3}|\[::1])(:\d+)?$/;

/**
 * The address of the frame: hints, none of them secret (design 3.2), and a nonce, which no server gets to see. `undefined` when
 * `embedUrl` may not be framed: not https, or of the page's own origin, where the sandbox would hold nothing and passwords
 * would be in the page's reach (T10).
 */
export function embedAddress(hints: EmbedHints, nonce: string): URL | undefined {
  const { embedUrl = configuredEmbedUrl, language, appearance, sourceId, credentialId, resume } = hints;
  try {
    const url = new URL(embedUrl ?? "");
    url.searchParams.set("lang", knownLanguage(language));
    url.searchParams.set("theme", appearance?.theme ?? "default");
    url.searchParams.set("first", credentialId || resume || (sourceId && !Array.isArray(sourceId)) ? "credentials" : "picker");
    url.hash = `nonce=${nonce}`;
    if (allowed.test(url.origin) && url.origin !== location.origin) return url;
  } catch {}
  return undefined;
}
