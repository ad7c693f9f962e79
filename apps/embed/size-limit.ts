import { readFileSync } from "node:fs";

interface Check {
  name: string;
  path: string[];
  limit: string;
  gzip: true;
}

/**
 * Budget P2 as checks for size-limit: all code that the picker in English needs before it works. The build writes down
 * which files these are; they are weighed as they are served, each on its own.
 *
 * @param fromRoot the path of this package as size-limit sees it.
 */
export function embedChecks(fromRoot = "apps/embed"): Check[] {
  const list: unknown = JSON.parse(readFileSync(new URL("dist/first-screen.json", import.meta.url), "utf8"));
  if (typeof list !== "object" || list === null || !("files" in list) || !Array.isArray(list.files)) {
    throw new TypeError("dist/first-screen.json holds something else than expected; build the embed page again.");
  }
  const path = list.files.map((file) => `${fromRoot}/dist/${String(file)}`);
  return [{ name: "embed page, all code of the first screen, gz", path, limit: "132 kB", gzip: true }];
}
