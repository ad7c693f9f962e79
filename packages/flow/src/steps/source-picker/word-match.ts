/** Shorter words are too easily mistyped into other words. */
export const shortestForTypo = 4;

/**
 * Whether `typed` begins the word at `start` of `text` after at most one edit: a letter too many, missing, wrong, or two
 * swapped. The user may still be typing, so the end of the word may be missing ("desjrad" begins "desjardins"). Works in
 * place: this is asked of every word there is.
 */
export function beginsWithOneEdit(typed: string, text: string, start = 0): boolean {
  let at = 0;
  while (at < typed.length && typed[at] === text[start + at]) at += 1;
  if (at === typed.length) return true;
  const here = start + at;
  if (here >= text.length || text[here] === " ") return at === typed.length - 1;
  const rest = typed.slice(at + 1);
  return (
    text.startsWith(rest, here + 1) ||
    text.startsWith(rest, here) ||
    text.startsWith(typed.slice(at), here + 1) ||
    (typed[at] === text[here + 1] && typed[at + 1] === text[here] && text.startsWith(typed.slice(at + 2), here + 2))
  );
}

/** Whether `typed` so begins any word of a text in which each word stands after a space. */
export function beginsAnyWithOneEdit(typed: string, text: string): boolean {
  for (let space = text.indexOf(" "); space >= 0; space = text.indexOf(" ", space + 1)) {
    if (beginsWithOneEdit(typed, text, space + 1)) return true;
  }
  return false;
}

const smallWords = new Set(["of", "the", "and", "for", "a", "de", "du", "des", "la", "le", "les", "et", "d", "l", "au", "aux"]);

/** Words that people leave out, in initials above all: Royal Bank *of* Canada is "RBC". */
export const isSmallWord = (word: string): boolean => smallWords.has(word);

const longestPiece = 3;

/**
 * Whether `typed` is made of the beginnings of `words` in order, from the first word on: "rbc" for Royal Bank of
 * Canada, "bmo" for Bank of Montreal, "amex" for American Express. Small words may be left out. The result is the number
 * of words that gave a letter, 0 when it does not fit; every word but the small ones has to be used or be after the end.
 */
export function spellsInitials(typed: string, words: readonly string[]): number {
  const walk = (from: number, wordIndex: number, used: number): number => {
    if (from === typed.length) return used;
    const word = words[wordIndex];
    if (word === undefined) return 0;
    for (let take = 1; take <= longestPiece && take <= word.length && word[take - 1] === typed[from + take - 1]; take += 1) {
      const found = walk(from + take, wordIndex + 1, used + 1);
      if (found > 0) return found;
    }
    return wordIndex > 0 && isSmallWord(word) ? walk(from, wordIndex + 1, used) : 0;
  };
  const used = walk(0, 0, 0);
  return used > 1 ? used : 0;
}
