import { readFileSync } from "node:fs";
import type { ShellVariant } from "../server/shell-choice.ts";
import { filesFor } from "./chunks.ts";
import type { Chunks } from "./chunks.ts";
import { gzipSize } from "./pack.ts";

const entrySource = "src/page/main.ts";

const screenSources: Readonly<Record<ShellVariant["first"], string>> = {
  picker: "/screens/source-picker-screen.tsx",
  credentials: "credentials-screen",
};

/** All code that a shell needs before its first screen works. The entry comes first. */
export function firstScreenFiles(chunks: Chunks, { language, first }: Pick<ShellVariant, "language" | "first">): string[] {
  return filesFor(chunks, [entrySource, screenSources[first], `/i18n/${language}.ts`]);
}

/** `first-screen.json`: what budget P2 counts. */
export interface FirstScreen {
  /** Paths below the page. */
  readonly files: readonly string[];
  /** Bytes of all of them, each packed on its own by gzip at its best. */
  readonly gzip: number;
}

/** The files of the picker in English, and what they weigh. */
export function weighFirstScreen(chunks: Chunks, directory: URL): FirstScreen {
  const files = firstScreenFiles(chunks, { language: "en-US", first: "picker" });
  const gzip = files.reduce((sum, file) => sum + gzipSize(readFileSync(new URL(file, directory))), 0);
  return { files, gzip };
}
