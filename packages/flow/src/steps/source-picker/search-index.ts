import { foldWords, withoutAddressParts } from "./fold.ts";
import { rank, scoreOf, typoScoreOf } from "./search-score.ts";
import type { Query, Words } from "./search-score.ts";
import type { PickableSource } from "./source.ts";
import { isSmallWord, shortestForTypo } from "./word-match.ts";

/** What a search found: the best rows first, and how many there are in all. */
export interface SearchResult {
  rows: readonly PickableSource[];
  total: number;
}

/** An index over the sources gathered so far. It grows, page by page; nothing in it is ever removed. */
export interface SearchIndex {
  /** Takes up more sources, after those that it knows. About 3 µs each. */
  add(sources: readonly PickableSource[]): void;
  /** The number of sources taken up. */
  readonly size: number;
  /** The `limit` best matches. A query without a letter or digit finds nothing. */
  search(query: string, limit: number): SearchResult;
}

interface Entry extends Words {
  source: PickableSource;
}

const otherSpellings: Readonly<Record<string, string>> = { st: " saint", saint: " st", ste: " sainte", sainte: " ste st" };

/** A fresh, empty index. */
export function createSearchIndex(): SearchIndex {
  const entries: Entry[] = [];
  return {
    get size() {
      return entries.length;
    },
    add(sources) {
      for (const source of sources) entries.push(entryOf(source));
    },
    search(text, limit) {
      const words = foldWords(withoutAddressParts(text));
      const tight = words.join("");
      if (tight === "") return { rows: [], total: 0 };
      // "Power and Light" is to find "Power & Light", so small words may bring in letters that the name does not have.
      const counting = words.filter((word) => !isSmallWord(word)).join("") || tight;
      const query: Query = { words, tight, letters: lettersOf(counting) };
      const exact = collect(entries, query, 0, scoreOf);
      // Only when nothing fits as it was typed: a forgiving search that always forgives is full of noise.
      const found = exact.best >= rank.run ? exact : merge(exact, collect(entries, query, typosAllowed(words), typoScoreOf));
      return { rows: best(entries, found.keys, limit), total: found.keys.length };
    },
  };
}

function entryOf(source: PickableSource): Entry {
  const words = foldWords(source.name);
  const hostWords = foldWords(source.host);
  if (hostWords[0] === "www") hostWords.shift();
  const tightName = words.join("");
  const tightHost = hostWords.join("");
  const siteWords = hostWords.length > 1 ? hostWords.slice(0, -1) : hostWords;
  const name = ` ${words.join(" ")}`;
  let more = ` ${siteWords.join(" ")}`;
  for (const word of words) if (Object.hasOwn(otherSpellings, word)) more += otherSpellings[word] ?? "";
  const letters = lettersOf(tightName) | lettersOf(tightHost) | lettersOf(more);
  return { source, name, more, tightName, tightHost, tightSite: siteWords.join(""), letters };
}

/** Bits 0 to 25 are the letters, 26 to 30 pairs of digits, 31 all else; spaces count for nothing. */
function lettersOf(text: string): number {
  let letters = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 97 && code <= 122) letters |= 1 << (code - 97);
    else if (code >= 48 && code <= 57) letters |= 1 << (26 + ((code - 48) >> 1));
    else if (code !== 32) letters |= 1 << 31;
  }
  return letters;
}

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/** A typo brings in at most one letter that the name does not have. */
const typosAllowed = (words: readonly string[]): number => words.filter((word) => word.length >= shortestForTypo).length;

interface Found {
  /** Score, length and place of each hit in one number that sorts: largest first. */
  keys: Float64Array;
  best: number;
}

type Score = (entry: Entry, query: Query) => number;

const places = 1e6;
const lengths = 1e3;

function collect(entries: readonly Entry[], query: Query, strangeLetters: number, score: Score): Found {
  const keys: number[] = [];
  let top = 0;
  for (let place = 0; place < entries.length; place += 1) {
    const entry = entries[place];
    if (entry === undefined) break;
    const missing = query.letters & ~entry.letters;
    if (missing !== 0 && (strangeLetters === 0 || bitCount(missing) > strangeLetters)) continue;
    const points = Math.floor(score(entry, query));
    if (points === 0) continue;
    if (points > top) top = points;
    keys.push((points * lengths + (lengths - 1 - Math.min(entry.tightName.length, lengths - 1))) * places + (places - 1 - place));
  }
  return { keys: Float64Array.from(keys), best: top };
}

/** Both sets of hits; what was found as typed stays above what needed a correction, and counts once. */
function merge(exact: Found, corrected: Found): Found {
  if (exact.keys.length === 0) return corrected;
  const known = new Set<number>();
  for (const key of exact.keys) known.add(key % places);
  const added = corrected.keys.filter((key) => !known.has(key % places));
  const keys = new Float64Array(exact.keys.length + added.length);
  keys.set(exact.keys);
  keys.set(added, exact.keys.length);
  return { keys, best: exact.best };
}

function best(entries: readonly Entry[], keys: Float64Array, limit: number): PickableSource[] {
  const rows: PickableSource[] = [];
  const sorted = keys.sort();
  for (let at = sorted.length - 1; at >= 0 && rows.length < limit; at -= 1) {
    const entry = entries[places - 1 - ((sorted[at] ?? 0) % places)];
    if (entry !== undefined) rows.push(entry.source);
  }
  return rows;
}
