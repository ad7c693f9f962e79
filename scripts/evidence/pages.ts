// The pages of docs that are written from the code, each as it should stand now.
import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../command.ts";
import { allClaims } from "./claims.ts";
import { withDiagram } from "./chart.ts";
import { requirementsPage, withTables } from "./tables.ts";

export interface WrittenPage {
  path: string;
  now: string;
  wanted: string;
}

const read = (path: string): string => (existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8") : "");

export function writtenPages(): WrittenPage[] {
  const claims = allClaims();
  const pages = globSync("docs/*.md", { cwd: root }).sort();
  const marked = pages.filter((path) => path !== "docs/requirements.md").map((path) => {
    const now = read(path);
    return { path, now, wanted: withDiagram(withTables(now, claims)) };
  });
  return [{ path: "docs/requirements.md", now: read("docs/requirements.md"), wanted: requirementsPage(claims) }, ...marked];
}
