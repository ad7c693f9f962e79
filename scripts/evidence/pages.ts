// The pages of docs that are written from the code, each as it should stand now.
import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { withReferenceTables } from "../../packages/simulator/src/pages/reference.ts";
import { root } from "../command.ts";
import { allClaims } from "./claims.ts";
import { withDiagram } from "./chart.ts";
import { errorsPage } from "./errors.ts";
import { messagesPage, withProps } from "./reference.ts";
import { describedSchema } from "./schema.ts";
import { withSlots } from "./slots.ts";
import { withExamples, withSources } from "./sources.ts";
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
  const whole = new Map([
    ["docs/errors.md", errorsPage()],
    ["docs/messages.md", messagesPage()],
    ["docs/messages.schema.json", describedSchema()],
    ["docs/requirements.md", requirementsPage(claims)],
  ]);
  const marked = pages.filter((path) => !whole.has(path)).map((path) => {
    const now = read(path);
    const wanted = withProps(withExamples(withSources(withSlots(withDiagram(withTables(now, claims))))));
    return { path, now, wanted: path === "docs/simulator.md" ? withReferenceTables(wanted) : wanted };
  });
  return [...[...whole].map(([path, wanted]) => ({ path, now: read(path), wanted })), ...marked];
}
