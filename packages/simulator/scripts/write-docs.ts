/** Writes the tables of docs/simulator.md anew from the code. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withReferenceTables } from "../src/pages/reference.ts";

const path = join(import.meta.dirname, "../../../docs/simulator.md");
writeFileSync(path, withReferenceTables(readFileSync(path, "utf8")));
