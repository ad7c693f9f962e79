import { run } from "../command.ts";
import { asOne } from "./check.ts";
import type { Check } from "./check.ts";

/** A check that is a script of the root `package.json`. */
const script = (name: string, called: string): Check => ({ name, check: async () => asOne(await run("pnpm", ["run", called])) });

/** Rules of the code, who may import whom among them. */
export const lint = script("lint", "lint");

/** TypeScript, package by package. */
export const types = script("types", "typecheck");

/** Every package and app, as it is published or served. */
export const build = script("build", "build");

/** The playground as static pages. */
export const playground = script("playground", "storybook:build");

/** Files, exports and dependencies that nobody uses. */
export const unused = script("unused", "knip");

/** Nothing that ships has grown over its budget. */
export const sizes = script("sizes", "size");
