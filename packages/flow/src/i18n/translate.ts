import type { Language } from "@deck-auth/contract/messages";
import type { Catalog, CopyKey, PlaceholdersOf } from "./catalog.ts";

type Values<Key extends CopyKey> = { readonly [Name in PlaceholdersOf<Key>]: Name extends "count" | "listed" ? number : string };

/** The second argument is there when, and only when, the text has placeholders. */
export type ValuesArgument<Key extends CopyKey> = [PlaceholdersOf<Key>] extends [never] ? [] : [values: Values<Key>];

/** Gives the text for a key, in the flow's language, with its placeholders filled in. */
export type Translate = <Key extends CopyKey>(key: Key, ...values: ValuesArgument<Key>) => string;

/** The same, unchecked: for a key and values that were put together at run time. */
export type Fill = (key: string, values?: Readonly<Record<string, string | number>>) => string;

const placeholder = /\{\{\s*([^}]*?)\s*\}\}/g;

/** The names of a text's placeholders, in order. */
export const placeholdersOf = (text: string): string[] => [...text.matchAll(placeholder)].map((match) => match[1] ?? "");

/** Whether the catalog has a text under this key. Narrows a key that was put together at run time. */
export const hasText = (catalog: Catalog, key: string): key is keyof Catalog => Object.hasOwn(catalog, key);

/**
 * The catalog with the host's texts in place of ours. Key by key: an unknown key, something that is no text, or a
 * placeholder that the original has not is left out and told to `warn`, and spoils nothing else.
 */
export const applyOverrides = (catalog: Catalog, overrides: unknown, warn: (message: string) => void): Catalog => {
  if (typeof overrides !== "object" || overrides === null) return catalog;
  const texts: Record<string, string> = { ...catalog };
  for (const [key, text] of Object.entries(overrides)) {
    if (!hasText(catalog, key)) warn(`copy: there is no text named "${key}"`);
    else if (typeof text !== "string" || text.trim() === "") warn(`copy: "${key}" is not a text`);
    else if (placeholdersOf(text).some((name) => !placeholdersOf(catalog[key]).includes(name)))
      warn(`copy: "${key}" has a placeholder that its text does not know`);
    else texts[key] = text;
  }
  return { ...catalog, ...texts };
};

/**
 * Fills the texts of one language. The catalogs are written in i18next's format, and a test holds every text's outcome equal to
 * i18next's own; the library itself would weigh more than all of the first screen's other words and code of ours (ADR 9).
 * Nothing is escaped: React does that, and escaping twice would show `&amp;`. Values are never read as templates.
 */
export const createFill = (language: Language, catalog: Catalog): Fill => {
  const plurals = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  const textOf = (key: string, count: unknown): string => {
    if (hasText(catalog, key)) return catalog[key];
    // French counts a million as "many", which our texts say like any other number.
    const endings = typeof count === "number" ? [plurals.select(count), "other"] : ["other"];
    for (const ending of endings) {
      const plural = `${key}_${ending}`;
      if (hasText(catalog, plural)) return catalog[plural];
    }
    return key;
  };
  return (key, values = {}) => {
    const known = new Map(Object.entries(values));
    return textOf(key, known.get("count")).replace(placeholder, (whole, name: string) => {
      const value = known.get(name) ?? whole;
      return typeof value === "number" ? numbers.format(value) : value;
    });
  };
};

/** A `Fill` with checked keys and placeholders. */
export const checked =
  (fill: Fill): Translate =>
  (key, ...[values]) =>
    fill(key, values);
