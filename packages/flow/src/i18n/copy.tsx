import type { Language } from "@deck-auth/contract/messages";
import { createContext, Fragment, useContext, useMemo } from "react";
import type { ReactNode } from "react";
import type { Catalog, CopyKey, PlaceholdersOf } from "./catalog.ts";
import { applyOverrides, checked, createFill, hasText } from "./translate.ts";
import type { Fill, Translate } from "./translate.ts";

/** What a person reads of an error. */
export interface ErrorText {
  title: string;
  explanation: string;
  next: string;
}

interface Copy {
  language: Language;
  fill: Fill;
  t: Translate;
  error(type: string, code: string): ErrorText;
}

const CopyContext = createContext<Copy | null>(null);

export interface CopyProviderProps {
  language: Language;
  /** From `loadCatalog(language)`, awaited before anything is drawn. */
  catalog: Catalog;
  /** The host's own texts for this language, still unchecked. Keep the object: a new one makes a new translator. */
  overrides?: unknown;
  /** Hears what was wrong with an override. @default `console.warn` */
  warn?: (message: string) => void;
  children: ReactNode;
}

const warnInConsole = (message: string) => console.warn(`[deck-auth] ${message}`);

/** Gives all below it the texts of one language. Nothing outside is touched, so two flows on a page are strangers. */
export function CopyProvider({ language, catalog, overrides, warn = warnInConsole, children }: CopyProviderProps) {
  const copy = useMemo<Copy>(() => {
    const texts = applyOverrides(catalog, overrides, warn);
    const part = (name: string, part: string) => {
      const key = `error.${name}.${part}`;
      return hasText(texts, key) ? texts[key] : "";
    };
    const fill = createFill(language, texts);
    return {
      language,
      fill,
      t: checked(fill),
      error(type, code) {
        const documented = `${type}/${code}`;
        const name = hasText(texts, `error.${documented}.title`) ? documented : "unknown";
        return { title: part(name, "title"), explanation: part(name, "explanation"), next: part(name, "next") };
      },
    };
  }, [language, catalog, overrides, warn]);
  return <CopyContext.Provider value={copy}>{children}</CopyContext.Provider>;
}

const useContent = (): Copy => {
  const copy = useContext(CopyContext);
  if (!copy) throw new Error("CopyProvider is missing");
  return copy;
};

/** `t("step.part", values)`: the text in the flow's language. Keys and placeholders are checked by the compiler. */
export const useCopy = (): Translate => useContent().t;

/** The language of our own texts. */
export const useLanguage = (): Language => useContent().language;

/** Title, explanation and next step of an error, chosen by type and code together; a safe text for unknown ones (R105). */
export const useErrorText = (type: string, code: string): ErrorText => useContent().error(type, code);

/** Marks a placeholder's place. From the private use area, so that no text of ours holds it. */
const mark = "\uE000";

interface CopyWithProps<Key extends CopyKey> {
  text: Key;
  /** What stands in place of each placeholder: an element, so that a source's name can be set apart from our words. */
  values: { readonly [Name in PlaceholdersOf<Key>]: ReactNode };
}

/** A text of ours with elements in place of its placeholders. */
export function CopyWith<Key extends CopyKey>({ text, values }: CopyWithProps<Key>) {
  const { fill } = useContent();
  const names = Object.keys(values);
  const marked = Object.fromEntries(names.map((name, index) => [name, `${mark}${index}${mark}`]));
  const nodes = new Map<string, ReactNode>(Object.entries(values));
  return fill(text, marked)
    .split(mark)
    .map((piece, index) => <Fragment key={index}>{index % 2 === 1 ? nodes.get(names[Number(piece)] ?? "") : piece}</Fragment>);
}
