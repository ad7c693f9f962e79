// What tests say they show: the ids in parentheses in their titles, "(R44, T27)" or "(R50 to R53)".
import { readFileSync } from "node:fs";
import { globSync } from "node:fs";
import { join } from "node:path";
import { root } from "../command.ts";

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
/** Strings on one line: titles are written so. */
const literal = /"((?:\\.|[^"\\])*)"|`((?:\\.|[^`\\])*)`|'((?:\\.|[^'\\])*)'/g;

/** The ids that a title names, ranges written out. */
export function idsIn(title: string): string[] {
  const found: string[] = [];
  for (const [, inside = ""] of title.matchAll(parenthesis))
    for (const [, prefix = "", first = "", last = first] of inside.matchAll(range))
      for (let number = Number(first); number <= Number(last); number += 1) found.push(`${prefix}${number}`);
  return [...new Set(found)];
}

/** The title without what stands in the last parentheses. */
const plain = (title: string): string => title.replace(/\s*\([^()]*\)\s*$/, "").replaceAll("\\", "");

function claimsOf(file: string): Claim[] {
  const claims: Claim[] = [];
  for (const line of readFileSync(join(root, file), "utf8").split("\n")) {
    if (line.trimStart().startsWith("//") || line.trimStart().startsWith("*")) continue;
    for (const [, double, backticked, single] of line.matchAll(literal)) {
      const title = double ?? backticked ?? single ?? "";
      for (const named of idsIn(title)) claims.push({ id: named, title: plain(title), file });
    }
  }
  return claims;
}

/** Every claim of every test in the project, in the order of the files. */
export function allClaims(): Claim[] {
  const files = globSync("{packages,apps,compat,e2e,examples,scripts}/**/*.test.{ts,tsx}", {
    cwd: root,
    exclude: (path) => path.includes("scripts/evidence") || path === "node_modules" || path.includes("/node_modules") || path.includes("/dist"),
  });
  return [...new Set(files.map((file) => file.replaceAll("\\", "/")))].sort().flatMap(claimsOf);
}
