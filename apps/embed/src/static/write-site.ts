import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import type { Encoding } from "../server/accepted-encoding.ts";
import type { BuiltPage } from "../server/built-page.ts";
import { fillDeployment } from "../server/deployment-tag.ts";
import { deploymentOf } from "../server/settings.ts";
import type { CheckedSettings } from "../server/settings.ts";
import { shellName } from "../server/shell-choice.ts";
import type { ShellVariant } from "../server/shell-choice.ts";

const endings: Readonly<Record<Encoding, string>> = { identity: "", br: ".br", gzip: ".gz" };

/** Hosts that find none serve the page itself wherever there is no file: at any address, and as code that is kept for a year. */
const nothingHere = `<!doctype html>
<html lang="en-US">
<head><meta charset="utf-8"><title>404</title></head>
<body><p>There is nothing at this address.</p><p lang="fr-CA">Il n’y a rien à cette adresse.</p></body>
</html>
`;

/**
 * Writes the page as files for a static host: `index.html` with the deployment in it, its code below `assets/`, and a brotli and a
 * gzip twin of each, and a `404.html`. What lay there before stays: a page that is still open asks for the code of its own version.
 *
 * @param shell the one shell that shows first; a static host cannot choose by the query.
 * @returns the paths that were written.
 */
export function writeSite(folder: string, page: BuiltPage, settings: CheckedSettings, shell: ShellVariant): string[] {
  const html = page.shells.get(shellName(shell))?.html;
  if (html === undefined) throw new TypeError(`The build has no shell ${shellName(shell)}.`);
  const filled = new TextEncoder().encode(fillDeployment(html, deploymentOf(settings)));
  const files = new Map<string, Uint8Array>([
    ["index.html", filled],
    ["index.html.br", brotliCompressSync(filled)],
    ["index.html.gz", gzipSync(filled)],
    ["404.html", new TextEncoder().encode(nothingHere)],
  ]);
  for (const [path, { bodies }] of page.assets) {
    for (const [encoding, body] of bodies) files.set(path + endings[encoding], body);
  }
  for (const [path, body] of files) {
    const place = join(folder, path);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, body);
  }
  return [...files.keys()];
}
