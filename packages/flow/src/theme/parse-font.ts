/** Kinds of fonts. */
const kinds = /^(?:serif|sans-serif|monospace|cursive|fantasy|system-ui|ui-serif|ui-sans-serif|ui-monospace|ui-rounded)$/;
/** The system's own font under the names that are only understood without quotes. */
const own = /^(?:-apple-system|BlinkMacSystemFont)$/;
const name = /^[\p{L}\p{N} _-]{1,40}$/u;
const mostFonts = 8;

/**
 * A font stack, written anew: names in quotes, keywords without, at most eight. Null for anything else. When no kind of
 * font stands at its end, `sans-serif` does, so that a missing font is never replaced by a book face.
 */
export function parseFont(text: string): string | null {
  const parts = text.length > 400 ? [] : text.split(",").map((part) => part.trim());
  if (parts.length === 0 || parts.length > mostFonts) return null;
  const written: string[] = [];
  for (const part of parts) {
    const bare = /^(["']).*\1$/s.test(part) ? part.slice(1, -1).trim() : part;
    if (!name.test(bare) || bare.trim() === "") return null;
    written.push(bare === part && (kinds.test(part) || own.test(part)) ? part : `"${bare}"`);
  }
  if (!kinds.test(written.at(-1) ?? "") && written.length < mostFonts) written.push("sans-serif");
  return written.join(", ");
}
