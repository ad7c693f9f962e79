import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("../../", import.meta.url));
const require = createRequire(import.meta.url);

/** A build of its own, so that a test depends on nobody's `dist` and disturbs none. */
export interface Build {
  /** Ends with a slash. */
  directory: URL;
  /** The server as it is published. */
  program: string;
  remove(): void;
}

/** Runs the three commands of `npm run build` into a folder of its own. */
export async function buildEmbed(): Promise<Build> {
  const run = promisify(execFile);
  const cache = join(root, "node_modules", ".cache");
  mkdirSync(cache, { recursive: true });
  // Inside the package, so that the built server finds its dependency.
  const folder = mkdtempSync(join(cache, "build-"));
  // Vitest says "test" here, which would give React's development build.
  const options = { cwd: root, env: { ...process.env, NODE_ENV: "production" } };
  const programOf = (name: string, file: string) => join(dirname(require.resolve(`${name}/package.json`)), file);
  const remove = () => rmSync(folder, { recursive: true });
  try {
    await run(process.execPath, [programOf("vite", "bin/vite.js"), "build", "--outDir", folder, "--logLevel", "warn"], options);
    await run(process.execPath, ["src/build/shells.ts", folder], options);
    await run(process.execPath, [programOf("tsdown", "dist/run.mjs"), "--out-dir", join(folder, "server"), "--no-dts"], options);
  } catch (error) {
    remove();
    throw error;
  }
  return {
    directory: pathToFileURL(`${folder}/`),
    program: join(folder, "server", "bin.js"),
    remove,
  };
}
