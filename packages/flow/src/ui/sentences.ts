/** Texts one after the other, to be read out: a title gets the full stop that it does not show. Empty ones are left out. */
export const sentences = (...texts: readonly string[]): string =>
  texts
    .map((text) => text.trim())
    .filter((text) => text !== "")
    .map((text, index, all) => (index < all.length - 1 && !/[.?!…]$/.test(text) ? `${text}.` : text))
    .join(" ");
