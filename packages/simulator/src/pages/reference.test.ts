import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createSimulator } from "../simulator.ts";
import { referenceTables, withReferenceTables } from "./reference.ts";

const path = join(import.meta.dirname, "../../../../docs/simulator.md");

test("docs/simulator.md has the tables that the code has (write them with `pnpm evidence`)", () => {
  const document = readFileSync(path, "utf8");
  expect(document).toBe(withReferenceTables(document));
});

test("every magic user that the docs name is one that /_sim/scenarios lists", async () => {
  const { users } = await (await createSimulator({ sources: 0 }).fetch("/_sim/scenarios")).json();
  const tables = referenceTables();
  for (const { name } of users) expect(`${tables["users"]}${tables["errors"]}`).toContain(`\`${name}\``);
});
