import type { Language } from "@deck-auth/contract/messages";
import type { enUS } from "./en-US.ts";

type English = typeof enUS;

/** Every key of the catalogs, plural endings included. */
export type CatalogKey = keyof English;

/** The texts of one language: exactly the keys of the English one. */
export type Catalog = Readonly<Record<CatalogKey, string>>;

type WithoutPlural<Key extends string> = Key extends `${infer Base}_one` | `${infer Base}_other` ? Base : Key;

/** What `t` is asked for: a plural is asked for without its ending. */
export type CopyKey = WithoutPlural<CatalogKey>;

type TextOf<Key extends CopyKey> = Key extends CatalogKey ? English[Key] : `${Key}_other` extends CatalogKey ? English[`${Key}_other`] : never;

/** The names between `{{` and `}}` in a text. */
export type Placeholders<Text extends string> = Text extends `${string}{{${infer Name}}}${infer Rest}` ? Name | Placeholders<Rest> : never;

/** The placeholders of a key; `never` for a text without any. */
export type PlaceholdersOf<Key extends CopyKey> = Placeholders<TextOf<Key>>;

/** Only the active language is ever loaded; each is a chunk of its own. An unknown language is English (R135). */
export const loadCatalog = async (language: Language): Promise<Catalog> =>
  language === "fr-CA" ? (await import("./fr-CA.ts")).frCA : (await import("./en-US.ts")).enUS;
