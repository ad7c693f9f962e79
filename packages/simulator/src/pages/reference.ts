import { apiOperations } from "@deck-auth/contract/api";
import { faultKinds } from "../control/faults.ts";
import { scenariosOf } from "../control/scenarios.ts";

const cell = (text: string) => text.replace(/\|/g, "\\|");
const code = (text: string) => `\`${text}\``;
const table = (heads: readonly string[], rows: readonly (readonly string[])[]) =>
  [heads, heads.map(() => "---"), ...rows].map((cells) => `| ${cells.map(cell).join(" | ")} |`).join("\n");

const isForPeople = (name: string) => !/^user_(run|http)_/.test(name);

/** The tables of `docs/simulator.md` that are made from the code, by name. */
export const referenceTables = (): Readonly<Record<string, string>> => {
  const { users, sources, tasks } = scenariosOf("");
  const errors = users.filter(({ name }) => !isForPeople(name));
  return {
    users: table(
      ["User name", "What happens", "Right answer"],
      users.filter(({ name }) => isForPeople(name)).map(({ name, summary, answers }) => [code(name), summary, answers.map((answer) => answer || "(none)").join(", then ")]),
    ),
    errors: table(["User name", "What happens"], errors.map(({ name, summary }) => [code(name), summary])),
    sources: table(
      ["Source", "Id", "Key in `ids.sources`", "What happens"],
      sources.map(({ key, id, name, summary }) => [name ?? "(no name)", code(id), code(key), summary]),
    ),
    tasks: table(["Task", "What it does"], tasks.map(({ id, summary }) => [code(id), summary])),
    faults: table(["Fault", "What happens"], Object.entries(faultKinds).map(([name, summary]) => [code(name), summary])),
    operations: table(
      ["Operation", "Request", "Purpose"],
      Object.entries(apiOperations).map(([name, { method, path, summary }]) => [code(name), code(`${method} ${path}`), summary]),
    ),
  };
};

/** The document with its generated tables as the code has them now. */
export const withReferenceTables = (document: string): string => {
  let written = document;
  for (const [name, rows] of Object.entries(referenceTables())) {
    const start = `<!-- generated: ${name} -->`;
    const from = written.indexOf(start);
    const to = written.indexOf("<!-- end -->", from);
    if (from < 0 || to < 0) throw new Error(`The document has no place for the table "${name}".`);
    written = `${written.slice(0, from)}${start}\n${rows}\n${written.slice(to)}`;
  }
  return written;
};
