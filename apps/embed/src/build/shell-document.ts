import { createHash } from "node:crypto";
import { emptyDeploymentTag } from "../server/deployment-tag.ts";
import type { ShellVariant } from "../server/shell-choice.ts";

/** A file that a document names: browsers run it only if it holds just what it held when the page was built (T34). */
export interface NamedFile {
  /** Below the page. */
  path: string;
  /** By `integrityOf`. */
  integrity: string;
}

/** What goes into one document. */
export interface ShellParts {
  language: string;
  theme: ShellVariant["theme"];
  title: string;
  /** Said to those whose browser runs no scripts. */
  noScript: string;
  /** The first screen, rendered. */
  markup: string;
  style: string;
  /** The file that starts the page. */
  entry: NamedFile;
  /** Files that the first screen needs beside it. */
  preloads: readonly NamedFile[];
}

/** What the page's policy would refuse, and so may not be in a document that is rendered ahead. */
const forbidden = [/<script/i, /<style/i, /\sstyle=/i, /\son[a-z]+=/i, /<iframe/i, /<form[^>]*\saction=/i];

/** A frame stays see-through only while the scheme of its document is that of the element that holds it. */
const schemes: Readonly<Record<ShellVariant["theme"], string>> = { default: "light", dark: "dark", auto: "light dark" };

const addressOf = ({ path, integrity }: NamedFile) => `"./${path}" integrity="${integrity}"`;

const escaped = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");

/**
 * Writes the document of a shell.
 *
 * @throws when the markup holds something that the page's policy refuses.
 */
export function shellDocument(parts: ShellParts): string {
  const { language, theme, title, noScript, markup, style, entry, preloads } = parts;
  const bad = forbidden.find((pattern) => pattern.test(markup));
  if (bad !== undefined) throw new Error(`The rendered screen holds ${bad.source}, which the page's policy refuses.`);
  if (/<\/style/i.test(style)) throw new Error("The style would end its own tag.");
  return [
    "<!doctype html>",
    `<html lang="${language}">`,
    "<head>",
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">',
    `<meta name="color-scheme" content="${schemes[theme]}">`,
    `<title>${escaped(title)}</title>`,
    emptyDeploymentTag,
    // No icon, and so no request for one.
    '<link rel="icon" href="data:,">',
    `<script type="module" src=${addressOf(entry)}></script>`,
    ...preloads.map((file) => `<link rel="modulepreload" href=${addressOf(file)}>`),
    `<style>${style}</style>`,
    "</head>",
    `<body><main id="deck-auth">${markup}</main><noscript>${escaped(noScript)}</noscript></body>`,
    "</html>",
    "",
  ].join("\n");
}

/** What a tag that names a file calls its content. */
export function integrityOf(content: Uint8Array): string {
  return `sha384-${createHash("sha384").update(content).digest("base64")}`;
}

/** What a Content-Security-Policy calls this style: the base64 of its SHA-256. */
export function styleHash(style: string): string {
  return createHash("sha256").update(style).digest("base64");
}
