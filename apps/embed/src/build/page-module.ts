import type { BuiltPage } from "../server/built-page.ts";

/** The style is most of a shell, and the same in all of them. */
function sharedStyle(html: string): string {
  const style = /<style>[^]*?<\/style>/.exec(html)?.[0];
  if (style === undefined) throw new Error("A shell has no style.");
  return style;
}

/**
 * The built page as a module that any runtime can import, one without disks too: `dist/page.js`. Files are base64, so that their
 * packed twins fit in.
 */
export function pageModule({ shells, assets }: BuiltPage): string {
  const style = sharedStyle([...shells.values()][0]?.html ?? "");
  const parts = [...shells].map(([name, { html, styleHashes }]) => [name, html.split(style), styleHashes]);
  const files = [...assets].map(([path, { type, bodies }]) => ({
    path,
    type,
    bodies: [...bodies].map(([encoding, bytes]) => [encoding, Buffer.from(bytes).toString("base64")]),
  }));
  return `const bytesOf = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
const style = ${JSON.stringify(style)};
const shells = ${JSON.stringify(parts)};
const files = ${JSON.stringify(files)};
const assetOf = ({ type, bodies }) => ({ type, bodies: new Map(bodies.map(([encoding, text]) => [encoding, bytesOf(text)])) });
export const page = {
  shells: new Map(shells.map(([name, parts, styleHashes]) => [name, { html: parts.join(style), styleHashes }])),
  assets: new Map(files.map((file) => [file.path, assetOf(file)])),
};
`;
}

/** Its declaration. */
export const pageModuleTypes = `import type { BuiltPage } from "./server/handler.js";
/** The built page, for \`createEmbedHandler\`. */
export declare const page: BuiltPage;
`;
