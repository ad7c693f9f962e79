// What tests say they show: the ids in parentheses in their titles, "(R44, T27)" or "(R50 to R53)".
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../command.ts";
import { titlesIn } from "./titles.ts";

/** One test, or one group of tests, that names an id in its title. */
export interface Claim {
  id: string;
  title: string;
  /** From the root of the project. */
  file: string;
}

const id = String.raw`(?:R|T|F|M|P)\d+|A-\d+`;
const range = new RegExp(String.raw`\b([RTFMP]|A-)(\d+)(?:\s*(?:to|–)\s*(?:[RTFMP]|A-)?(\d+))?`, "g");
const parenthesis = new RegExp(String.raw`\(([^()]*\b(?:${id})\b[^()]*)\)`, "g");
/** The ids that a title names, ranges written out. */
export function idsIn(title: string): string[] {
  const found: string[] = [];
  for (const [, inside = ""] of title.matchAll(parenthesis))
    for (const [, prefix = "", first = "", last = first] of inside.matchAll(range))
      for (let number = Number(first); number <= Number(last); number += 1) found.push(`${prefix}${number}`);
  return [...new Set(found)];
}

function claimsOf(file: string): Claim[] {
  return titlesIn(file, readFileSync(join(root, file), "utf8")).flatMap((title) => idsIn(title.written).map((id) => ({ id, title: title.shown, file })));
}

let found: Claim[] | null = null;

/** Every claim of every test in the project, in the order of the files. */
export function allClaims(): Claim[] {
  if (found !== null) return found;
  const files = globSync("{packages,apps,compat,e2e,examples,scripts}/**/*.test.{ts,tsx}", {
    cwd: root,
    exclude: (path) => path.includes("scripts/evidence") || path === "node_modules" || path.includes("/node_modules") || path.includes("/dist"),
  });
  found = [...new Set(files.map((file) => file.replaceAll("\\", "/")))].sort().flatMap(claimsOf);
  return found;
}
