import type { Language } from "@deck-auth/contract/messages";
import { StrictMode } from "react";
import type { ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { onTestFinished } from "vitest";
import { loadCatalog } from "../../i18n/catalog.ts";
import type { Catalog } from "../../i18n/catalog.ts";
import { CopyProvider } from "../../i18n/copy.tsx";
import "../../styles.css";
import { Card } from "../card.tsx";
import type { CardProps } from "../card.tsx";

export interface StageOptions extends Partial<Omit<CardProps, "children">> {
  language?: Language;
  /** Texts in place of the language's own. */
  catalog?: Catalog;
}

/** Puts a step on a card, as the flow does, and takes it away when the test is over. */
export async function stage(first: ReactNode, { language = "en-US", catalog: given, ...card }: StageOptions = {}) {
  const catalog = given ?? (await loadCatalog(language));
  const place = document.createElement("main");
  document.body.append(place);
  const root = createRoot(place);
  onTestFinished(() => {
    root.unmount();
    place.remove();
  });
  const show = (step: ReactNode, change: Partial<CardProps> = {}) =>
    root.render(
      <StrictMode>
        <CopyProvider language={language} catalog={catalog}>
          <Card screen="credentials" {...card} {...change}>
            {step}
          </Card>
        </CopyProvider>
      </StrictMode>,
    );
  show(first);
  return { place, show };
}
