// Which test shows what: the tables in docs that stand between `<!-- tests:start … -->` and `<!-- tests:end -->`.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../command.ts";
import type { Claim } from "./claims.ts";

/** More names than this in one row would help nobody. */
const most = 4;

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("<", "&lt;").replaceAll("`", "'");

function shownBy(claims: readonly Claim[], depth: string): string {
  const seen = new Map(claims.map((claim) => [`${claim.file}\n${claim.title}`, claim]));
  const named = [...seen.values()].slice(0, most).map(({ title, file }) => `[${cell(title)}](${depth}${file})`);
  const others = seen.size - named.length;
  return [...named, ...(others > 0 ? [`and ${others} more`] : [])].join("<br>");
}

export interface Requirement {
  id: string;
  text: string;
}

/** The requirements of the contract, under their headings. */
export function requirements(): { heading: string; rows: Requirement[] }[] {
  const groups: { heading: string; rows: Requirement[] }[] = [];
  for (const line of readFileSync(join(root, "scripts/evidence/requirements.txt"), "utf8").split("\n")) {
    if (line.startsWith("# ")) groups.push({ heading: line.slice(2), rows: [] });
    const [, id, text] = /^(R\d+) (.*)$/.exec(line) ?? [];
    if (id !== undefined && text !== undefined) groups.at(-1)?.rows.push({ id, text });
  }
  return groups;
}

/** docs/requirements.md as it should stand. */
export function requirementsPage(claims: readonly Claim[]): string {
  const lines = [
    "# Requirements, and the tests that show them",
    "",
    "Written by `pnpm evidence` from the titles of the tests: a title that names a requirement claims to show it. A test holds this page",
    "current, and fails when a requirement has no test.",
  ];
  for (const { heading, rows } of requirements()) {
    lines.push("", `## ${heading}`, "", "| | What must be true | Shown by |", "|---|---|---|");
    for (const { id, text } of rows) {
      const own = claims.filter((claim) => claim.id === id);
      lines.push(`| ${id} | ${text.replaceAll("|", "\\|")} | ${shownBy(own, "../")} |`);
    }
  }
  return `${lines.join("\n")}\n`;
}

/** Where a table stands: `<!-- tests:start T 46 -->`. */
export const marked = /(<!-- tests:start ([A-Z]-?) (\d+) -->\n)[\s\S]*?(<!-- tests:end -->)/g;

/** A page with its tables written anew: `<!-- tests:start T 46 -->` asks for one row for each of T1 to T46. */
export const withTables = (page: string, claims: readonly Claim[]): string =>
  page.replace(marked, (_, start: string, prefix: string, last: string, end: string) => {
    const rows = Array.from({ length: Number(last) }, (__, index) => `${prefix}${index + 1}`);
    const table = rows.map((id) => `| ${id} | ${shownBy(claims.filter((claim) => claim.id === id), "../")} |`);
    return `${start}\n| | Shown by |\n|---|---|\n${table.join("\n")}\n\n${end}`;
  });
