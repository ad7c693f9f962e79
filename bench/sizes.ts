// What ships, as a part of its budget: `node bench/sizes.ts`, after a `pnpm build`.
import { spawnSync } from "node:child_process";

interface Size {
  name: string;
  size: number;
  sizeLimit: number;
}

const { stdout, stderr } = spawnSync("pnpm", ["exec", "size-limit", "--json"], { encoding: "utf8", shell: process.platform === "win32" });
if (!stdout.startsWith("[")) {
  console.log(`Sizes are those of what was built: run pnpm build first.\n${stderr}`);
  process.exit(1);
}
const sizes: Size[] = JSON.parse(stdout);
for (const { name, size, sizeLimit } of sizes) console.log(`${(size / sizeLimit).toFixed(2)} of its budget: ${name}`);
