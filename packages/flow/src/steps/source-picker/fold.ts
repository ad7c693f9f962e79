/** What a letter becomes that Unicode does not take apart into a base letter and an accent. */
const ligatures: Readonly<Record<string, string>> = { œ: "oe", æ: "ae", ß: "ss", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" };

const plainAscii = /^[\x20-\x7e]*$/;
const marks = /\p{M}+/gu;
const special = /[œæßøłđðþı]/g;
const possessive = /(\p{L})['’](s)(?![\p{L}\p{N}])/gu;
const separators = /[^\p{L}\p{N}]+/u;

/** Lower case without accents and ligatures. Punctuation and spaces stay. */
export function foldLetters(text: string): string {
  const lower = text.toLowerCase();
  if (plainAscii.test(lower)) return lower;
  return lower
    .normalize("NFKD")
    .replace(marks, "")
    .replace(special, (letter) => ligatures[letter] ?? letter);
}

/** The words of a text, folded: "Caisse d’Économie St-Jean" is `caisse d economie st jean`, "Macy's" is `macys`. */
export function foldWords(text: string): string[] {
  const folded = foldLetters(text);
  // One split instead of two: an apostrophe before a last "s" belongs to the word, any other one ends it (d’Économie).
  const joined = folded.includes("'") || folded.includes("’") ? folded.replace(possessive, "$1$2") : folded;
  return joined.split(separators).filter((word) => word !== "");
}

/** What a person pasted from the address bar, cut down to the host; other text as it is. */
export function withoutAddressParts(query: string): string {
  return query.replace(/^\s*https?:\/\//i, "").replace(/^\s*www\./i, "").replace(/^(\S+\.\S+?)[/?#].*$/, "$1");
}
