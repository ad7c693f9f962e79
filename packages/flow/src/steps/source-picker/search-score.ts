import { beginsAnyWithOneEdit, beginsWithOneEdit, isSmallWord, shortestForTypo, spellsInitials } from "./word-match.ts";

/** A source as the index keeps it: everything folded. */
export interface Words {
  /** Words of the name, each after a space: " royal bank of canada". */
  name: string;
  /** Words of the host without "www" and the last label, and other spellings of "saint", written like `name`. */
  more: string;
  /** The name without its spaces, so that "wellsfargo" and "well sfargo" find Wells Fargo. */
  tightName: string;
  tightHost: string;
  /** The host without its last label: "td" for td.com. */
  tightSite: string;
  /** One bit for each letter that occurs: most entries are passed over by one comparison of numbers. */
  letters: number;
}

/** What was typed, folded. */
export interface Query {
  words: string[];
  tight: string;
  letters: number;
}

/** Bases of the score. In between goes how much of the name was typed, so a short name comes before a long one. */
export const rank = { whole: 1000, begins: 900, initials: 800, words: 700, run: 600, looseInitials: 500, inside: 300, typo: 100 } as const;

/** 0 to 99: how much of the name was typed. */
const share = (typed: string, of: string): number => Math.min(99, (99 * typed.length) / Math.max(of.length, 1));

/** How well an entry fits the query as it was typed; 0 is not at all. */
export function scoreOf(entry: Words, { words, tight }: Query): number {
  const { name, tightName, tightHost, tightSite } = entry;
  const covered = share(tight, tightName);
  if (tightName === tight || tightHost === tight || tightSite === tight) return rank.whole + covered;
  // "visa" is a better beginning of "Visa Desjardins" than of "Visalia Bank".
  if (tightName.startsWith(tight)) return rank.begins + covered / 2 + (endsAtWord(name, tight.length) ? 49 : 0);
  const single = words.length === 1 || tight.length === words.length;
  if (single && tight.length > 1 && tight.length <= 8 && name[1] === tight[0]) {
    const named = name.slice(1).split(" ");
    const used = spellsInitials(tight, named);
    if (used === tight.length) {
      // All of them: as good as a beginning. "stm" is Société de transport de Montréal before it is St. Mary's.
      return named.filter((word) => !isSmallWord(word)).length === used ? rank.begins + 40 : rank.initials + covered;
    }
    if (used > 0 && !name.includes(` ${tight}`)) return Math.max(rank.looseInitials + covered, wordsScore(entry, words, covered));
  }
  return wordsScore(entry, words, covered) || runScore(entry, tight, covered);
}

/** Whether the first `letters` letters of a name end where one of its words ends. */
function endsAtWord(name: string, letters: number): boolean {
  let left = letters;
  for (let at = 1; at < name.length; at += 1) {
    if (name[at] === " ") continue;
    left -= 1;
    if (left === 0) return at + 1 === name.length || name[at + 1] === " ";
  }
  return false;
}

/** Every word that was typed begins a word of the name or the host, in any order. */
function wordsScore({ name, more }: Words, words: readonly string[], covered: number): number {
  let points = 0;
  let counted = 0;
  let lowest: number = rank.words;
  let before = -1;
  for (const word of words) {
    const inName = name.indexOf(` ${word}`);
    if (inName >= 0) {
      const end = name[inName + word.length + 1];
      points += (end === undefined || end === " " ? 60 : 40) + (inName === 0 ? 20 : 0) + (inName > before ? 10 : 0);
      before = inName;
    } else {
      const inMore = more.indexOf(` ${word}`);
      if (inMore >= 0) {
        const end = more[inMore + word.length + 1];
        points += end === undefined || end === " " ? 50 : 20;
      } else if (isSmallWord(word) && words.length > 1) continue;
      else if (word.length > 2 && (name.includes(word) || more.includes(word))) lowest = rank.inside;
      else return 0;
    }
    counted += 1;
  }
  return counted === 0 ? 0 : lowest + Math.min(99, points / counted + covered / 10);
}

/** The words were typed together, or cut at the wrong place: "bankofmontreal", "cana diantire". */
function runScore({ name, tightName, tightHost }: Words, tight: string, covered: number): number {
  if (tight.length < 3) return 0;
  if (tightHost.startsWith(tight)) return rank.run + covered;
  for (let at = tightName.indexOf(tight); at >= 0; at = tightName.indexOf(tight, at + 1)) {
    if (endsAtWord(name, at)) return rank.run + covered;
  }
  return tightName.includes(tight) || tightHost.includes(tight) ? rank.inside + covered : 0;
}

/** As `wordsScore`, but a word may carry one typo. */
export function typoScoreOf({ name, more, tightName, tightHost }: Words, { words, tight }: Query): number {
  const covered = share(tight, tightName);
  let typos = 0;
  for (const word of words) {
    if (name.includes(` ${word}`) || more.includes(` ${word}`)) continue;
    if (isSmallWord(word) && words.length > 1) continue;
    if (word.length < shortestForTypo || !(beginsAnyWithOneEdit(word, name) || beginsAnyWithOneEdit(word, more))) {
      typos = -1;
      break;
    }
    typos += 1;
  }
  if (typos > 0) return rank.typo + 20 / typos + covered / 2 + (beginsWithOneEdit(tight, tightName) ? 50 : 0);
  const together = tight.length > shortestForTypo && (beginsWithOneEdit(tight, tightName) || beginsWithOneEdit(tight, tightHost));
  return together ? rank.typo + covered / 2 : 0;
}
