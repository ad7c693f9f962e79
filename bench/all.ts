// Everything that is measured, one after the other so that nothing disturbs anything else: `pnpm bench`. Some ten minutes.
// Read the ratios: times say something about this machine alone.
import { spawnSync } from "node:child_process";
import { join } from "node:path";

let failed = 0;
for (const name of ["sizes", "search", "rate-limit", "relay"]) {
  console.log(`\n# bench/${name}.ts\n`);
  if (spawnSync(process.execPath, [join(import.meta.dirname, `${name}.ts`)], { stdio: "inherit" }).status !== 0) failed += 1;
}
process.exit(failed === 0 ? 0 : 1);
