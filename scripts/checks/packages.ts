import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { root, run } from "../command.ts";
import type { Ended } from "../command.ts";
import type { Check } from "./check.ts";

interface Published {
  name: string;
  folder: string;
  /** A program alone has no entry whose types could be wrong. */
  hasEntries: boolean;
}

async function published(): Promise<Published[]> {
  const found: Published[] = [];
  for (const group of ["packages", "apps"]) {
    for (const name of await readdir(join(root, group))) {
      const folder = join(root, group, name);
      const manifest: unknown = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
      if (typeof manifest !== "object" || manifest === null || "private" in manifest) continue;
      found.push({ name, folder, hasEntries: "exports" in manifest });
    }
  }
  return found;
}

/** Entries with components that have state, which React's server components take from a file that says so, and from no other. */
const clientEntries: Readonly<Record<string, readonly string[]>> = { flow: ["index"], react: ["index", "dialog"] };

/** Bundlers drop a directive easily. */
async function unmarkedEntries(folder: string): Promise<string[]> {
  const files = (clientEntries[basename(folder)] ?? []).map((entry) => join(folder, "dist", `${entry}.js`));
  const texts = await Promise.all(files.map((file) => readFile(file, "utf8")));
  return files.filter((_, index) => !/^["']use client["'];/.test(texts[index] ?? ""));
}

/** Packs as a release would and looks at the very file that users would get: `npm pack` would ship `src`. */
async function examine({ folder, hasEntries }: Published): Promise<Ended> {
  const place = await mkdtemp(join(tmpdir(), "deck-auth-pack-"));
  try {
    const packed = await run("pnpm", ["--dir", folder, "pack", "--pack-destination", place]);
    if (packed.code !== 0) return packed;
    const [name = ""] = await readdir(place);
    const tarball = join(place, name);
    const lint = await run("pnpm", ["exec", "publint", "run", tarball, "--strict"]);
    if (lint.code !== 0 || !hasEntries) return lint;
    const unmarked = await unmarkedEntries(folder);
    if (unmarked.length > 0) return { code: 1, output: `Without "use client" in its first line: ${unmarked.join(", ")}` };
    return await run("pnpm", ["exec", "attw", tarball, "--profile", "esm-only"]);
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

/** Each package as its users will get it: entries, types and files. Counts one for each package. */
export const packages: Check = {
  name: "packages",
  async check() {
    const all = await published();
    const outcomes = await Promise.all(all.map(async (one) => ({ one, ended: await examine(one) })));
    const bad = outcomes.filter(({ ended }) => ended.code !== 0);
    const output = bad.map(({ one, ended }) => `${one.name}:\n${ended.output}`).join("\n");
    return { passed: all.length - bad.length, failed: bad.length, output };
  },
};
