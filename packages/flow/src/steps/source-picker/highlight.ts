import { foldLetters, foldWords, withoutAddressParts } from "./fold.ts";
import { beginsWithOneEdit, isSmallWord, shortestForTypo } from "./word-match.ts";

/** A piece of a text, and whether it is what the user typed. Pieces put together are the text again. */
export interface Piece {
  text: string;
  matched: boolean;
}

/** A word of the text as it is written, with the place in the text of each of its folded letters. */
interface PlacedWord {
  folded: string;
  starts: number[];
  ends: number[];
}

/** The text cut where it matches what was typed, so that a row can show why it is there. */
export function highlight(text: string, typed: string): Piece[] {
  const typedWords = foldWords(withoutAddressParts(typed));
  const marked = new Uint8Array(text.length);
  if (typedWords.length > 0) markMatches(placedWords(text), typedWords, marked);
  const pieces: Piece[] = [];
  for (let at = 0; at < text.length; ) {
    let end = at + 1;
    while (end < text.length && marked[end] === marked[at]) end += 1;
    pieces.push({ text: text.slice(at, end), matched: marked[at] === 1 });
    at = end;
  }
  return pieces;
}

function placedWords(text: string): PlacedWord[] {
  const words: PlacedWord[] = [];
  let word: PlacedWord | null = null;
  let at = 0;
  for (const character of text) {
    const end = at + character.length;
    const folded = foldLetters(character);
    if (/^[\p{L}\p{N}]+$/u.test(folded)) {
      if (word === null) words.push((word = { folded: "", starts: [], ends: [] }));
      for (let index = 0; index < folded.length; index += 1) {
        word.starts.push(at);
        word.ends.push(end);
      }
      word.folded += folded;
    } else if (folded === "" && word !== null) {
      // A combining accent belongs to the letter before it.
      word.ends[word.ends.length - 1] = end;
    } else if (!(/['’]/.test(character) && /^s(?![\p{L}\p{N}])/iu.test(text.slice(end)))) {
      word = null;
    }
    at = end;
  }
  return words;
}

function mark(word: PlacedWord, from: number, to: number, marked: Uint8Array): void {
  for (let letter = from; letter < to; letter += 1) marked.fill(1, word.starts[letter], word.ends[letter]);
}

function markMatches(words: readonly PlacedWord[], typed: readonly string[], marked: Uint8Array): void {
  const left = typed.filter((part) => {
    const word = words.find(({ folded }) => folded === part) ?? words.find(({ folded }) => folded.startsWith(part));
    if (word !== undefined) mark(word, 0, part.length, marked);
    return word === undefined && !(typed.length > 1 && isSmallWord(part));
  });
  if (left.length === 0 || markRun(words, typed.join(""), marked) || markInitials(words, typed.join(""), marked)) return;
  for (const part of left) {
    const inside = part.length > 2 ? words.find(({ folded }) => folded.includes(part)) : undefined;
    const mistyped = part.length < shortestForTypo ? undefined : words.find(({ folded }) => beginsWithOneEdit(part, folded));
    if (inside !== undefined) mark(inside, inside.folded.indexOf(part), inside.folded.indexOf(part) + part.length, marked);
    else if (mistyped !== undefined) mark(mistyped, 0, mistyped.folded.length, marked);
  }
}

/** Words typed together, or cut at another place: "wellsf" in "Wells Fargo". */
function markRun(words: readonly PlacedWord[], tight: string, marked: Uint8Array): boolean {
  if (tight.length < 3) return false;
  for (let first = 0; first < words.length; first += 1) {
    let rest = tight;
    let last = first;
    for (let word = words[last]; word !== undefined && rest.startsWith(word.folded); word = words[last]) {
      rest = rest.slice(word.folded.length);
      last += 1;
    }
    const tail = words[last];
    if (rest !== "" && !(tail?.folded.startsWith(rest) ?? false)) continue;
    for (const word of words.slice(first, last)) mark(word, 0, word.folded.length, marked);
    if (tail !== undefined) mark(tail, 0, rest.length, marked);
    return true;
  }
  return false;
}

function markInitials(words: readonly PlacedWord[], tight: string, marked: Uint8Array): boolean {
  const counted = words.filter(({ folded }) => !isSmallWord(folded));
  for (const list of [words, counted]) {
    if (tight.length < 2 || !list.map(({ folded }) => folded.charAt(0)).join("").startsWith(tight)) continue;
    for (const word of list.slice(0, tight.length)) mark(word, 0, 1, marked);
    return true;
  }
  return false;
}
