import { showsPicker } from "./embed-config.ts";
import type { DeckAuthProps } from "./props.ts";
import { configuredEmbedUrl } from "./settings.ts";
import { textsOf } from "./texts.ts";

/** The props that say where the embed page is, and which of its pre-rendered shells shows at once. */
export type EmbedHints = Pick<DeckAuthProps, "embedUrl" | "language" | "appearance" | "sourceId" | "credentialId" | "resume">;

const secure = /^https:|^http:..(localhost|127\.0\.0\.1)(:|$)/;

/**
 * Pixels that a flow takes up before its page says more, and the most that it may (T7). The list of sources is that high, so that
 * nothing in your page moves when it is there; the form nearly is.
 */
export const firstHeight = 636;
const greatestHeight = 2000;

/**
 * A frame for the embed page, with hints in its address, none of them secret (design 3.2), and a nonce, which no server gets to
 * see. It loads once it is put into the page. Without a `src` when `embedUrl` may not be framed: not https, or of the page's own
 * origin, where the sandbox would hold nothing and passwords would be in the page's reach (T10).
 */
export function createFrame(hints: EmbedHints, nonce: string): HTMLIFrameElement {
  const { embedUrl = configuredEmbedUrl, language, appearance } = hints;
  const [lang] = textsOf(language);
  const theme = appearance?.theme ?? "default";
  const first = showsPicker(hints) ? "picker" : "credentials";
  const frame = document.createElement("iframe");
  // The page in it can neither navigate nor pop this one. It keeps its own origin, for storage and password managers. No
  // permission is granted: typing, pasting and the filling in of codes and passwords need none.
  frame.sandbox = "allow-scripts allow-same-origin allow-forms";
  frame.allow = "";
  frame.style.cssText = `border:0;width:100%;max-width:440px;max-height:${greatestHeight}px;height:${firstHeight}px;color-scheme:light`;
  // The color scheme of the page in it: where the two differ, browsers put a white or black ground behind. What is none, such as
  // `default`, leaves the one before. Set alone, since a customer may take the theme from its users: it can be no other style (R117).
  frame.style.colorScheme = theme === "auto" ? "light dark" : theme;
  try {
    const url = new URL(embedUrl ?? "");
    // The theme stands last: of what is said twice the first counts.
    url.search += `&lang=${lang}&first=${first}&theme=${theme}`;
    url.hash = `nonce=${nonce}`;
    if (secure.test(url.origin) && url.origin !== location.origin) frame.src = url.href;
  } catch {}
  return frame;
}
