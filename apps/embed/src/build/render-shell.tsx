// Rendered by `build-shells.ts` through Vite, since Node reads neither JSX nor style sheets.
import { createEmbedShell } from "@deck-auth/flow";
import { renderToString } from "react-dom/server";
import flowStyle from "@deck-auth/flow/styles.css?inline";
import pageStyle from "../page/page.css?inline";
import type { ShellVariant } from "../server/shell-choice.ts";

/** Every style of the page: it stands in each document, so that no screen waits for another file. */
export const style = (pageStyle + flowStyle).trim();

/** The first screen of a shell as markup, before any code runs. */
export async function renderShell(shell: ShellVariant): Promise<string> {
  return renderToString(await createEmbedShell(shell));
}
