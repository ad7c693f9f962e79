/** Writes the generated parts of docs anew: `pnpm evidence`. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../command.ts";
import { writtenPages } from "./pages.ts";

for (const { path, now, wanted } of writtenPages()) {
  if (now === wanted) continue;
  writeFileSync(join(root, path), wanted);
  process.stdout.write(`${path} was written anew.\n`);
}
