import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Encoding } from "./accepted-encoding.ts";
import { readBuildList } from "./build-list.ts";
import type { Asset, BuiltPage, Shell } from "./built-page.ts";
import { allShells, shellName } from "./shell-choice.ts";

/** The page was not built, or not wholly. `message` is a sentence for the person who started the server. */
export class PageNotBuiltError extends Error {
  override readonly name = "PageNotBuiltError";
}

/** Where the built page lies: beside the built server (`dist/server`), or in `dist` when the sources run (`src/server`). */
function findPage(): URL {
  const places = ["../shells.json", "../../dist/shells.json"].map((place) => new URL(place, import.meta.url));
  const found = places.find((place) => existsSync(place));
  if (found === undefined) throw new PageNotBuiltError("The embed page is not built yet; run its build first.");
  return new URL(".", found);
}

function readBody(file: URL): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(file));
}

/**
 * Reads the built page into memory.
 *
 * @param directory the folder with `shells.json`. @default the build of this package
 * @throws PageNotBuiltError when it is not there or not whole.
 */
export function loadBuiltPage(directory: URL = findPage()): BuiltPage {
  try {
    const list = readBuildList(JSON.parse(readFileSync(new URL("shells.json", directory), "utf8")));
    const missing = allShells().find((shell) => !list.shells.some(({ name }) => name === shellName(shell)));
    if (missing !== undefined) throw new Error(`no shell ${shellName(missing)}`);
    const shells = list.shells.map(({ name, file, styleHashes }): [string, Shell] => [
      name,
      { html: readFileSync(new URL(file, directory), "utf8"), styleHashes },
    ]);
    const assets = list.assets.map(({ path, type, packed }): [string, Asset] => {
      const bodies = new Map<Encoding, Uint8Array<ArrayBuffer>>([["identity", readBody(new URL(path, directory))]]);
      if (packed) {
        bodies.set("br", readBody(new URL(`${path}.br`, directory)));
        bodies.set("gzip", readBody(new URL(`${path}.gz`, directory)));
      }
      return [path, { type, bodies }];
    });
    return { shells: new Map(shells), assets: new Map(assets) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const place = fileURLToPath(directory);
    throw new PageNotBuiltError(`The build of the embed page in ${place} is not whole (${reason}); build it again.`);
  }
}
