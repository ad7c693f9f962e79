#!/usr/bin/env node
// The way into `npm start` and `npm test`. It needs Node 18 and npm and nothing else: no package is installed yet when it
// runs. It has npm fetch the pnpm of this repository and, where the Node at hand is older than our tools take, a Node,
// then hands over to `scripts/{task}.ts`.
// @ts-check
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { basename, delimiter, dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";

const scripts = dirname(fileURLToPath(import.meta.url));

const pnpm = "pnpm@12.21.0";
const node = "24.21.0";

/** Lowest minor and patch version of each major that the tools run on. */
const tools = new Map([
  [22, [22, 2]],
  [24, [15, 0]],
]);

/** Node from the npm registry, as `{platform}-{processor}`. */
const borrowable = ["darwin-arm64", "darwin-x64", "linux-arm64", "linux-x64", "win-x64"];

/**
 * Ends with a sentence; a stack trace helps nobody here.
 * @param {string} sentence
 * @returns {never}
 */
function stop(sentence) {
  process.stderr.write(`\n${sentence}\n`);
  process.exit(1);
}

/** Whether our tools run on the Node at hand. */
function isRecent() {
  const [major = 0, minor = 0, patch = 0] = process.versions.node.split(".").map(Number);
  if (major >= 26) return true;
  const [lowestMinor = Infinity, lowestPatch = 0] = tools.get(major) ?? [];
  return minor > lowestMinor || (minor === lowestMinor && patch >= lowestPatch);
}

/** What npm has to fetch. */
function packages() {
  if (isRecent()) return [pnpm];
  const platform = process.platform === "win32" ? "win" : process.platform;
  const kind = `${platform}-${process.arch}`;
  if (!borrowable.includes(kind)) {
    stop(`This is Node ${process.version}. The tools need 22.22.2, 24.15 or 26 (or newer), and npm has none for ${kind}. Please install one.`);
  }
  return [pnpm, `node-${kind}@${node}`];
}

/** How to start npm: the very one that started us, if one did. */
function npm() {
  const own = process.env["npm_execpath"];
  if (own && basename(own).startsWith("npm")) return { command: process.execPath, first: [own], shell: false };
  return { command: "npm", first: [], shell: process.platform === "win32" };
}

/**
 * Has npm fetch the packages and tells where they are.
 * @param {string[]} wanted
 * @returns {Promise<{ execPath: string, path: string }>}
 */
function fetchTools(wanted) {
  const { command, first, shell } = npm();
  const report = `JSON.stringify({execPath:process.execPath,path:process.env.PATH??process.env.Path})`;
  const marker = "deck-auth-tools:";
  const argumentsOfNpm = [
    ...first,
    "exec",
    "--yes",
    "--prefer-offline",
    "--fetch-retry-mintimeout=1000",
    "--fetch-retry-maxtimeout=4000",
    ...wanted.map((one) => `--package=${one}`),
    "--",
    "node",
    "-p",
    shell ? `"'${marker}'+${report}"` : `'${marker}'+${report}`,
  ];
  return new Promise((resolve) => {
    // Not in the repository: npm would first read all of its node_modules.
    const child = spawn(command, argumentsOfNpm, { cwd: tmpdir(), shell, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    let complaints = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (complaints += chunk));
    child.on("error", () => stop("npm was not found. It comes with Node: please install both from nodejs.org."));
    child.on("close", () => {
      const line = output.split("\n").find((one) => one.startsWith(marker));
      if (line) return resolve(JSON.parse(line.slice(marker.length)));
      const reasons = complaints.split("\n").filter((one) => one.startsWith("npm error") && !one.includes("complete log"));
      stop(`npm could not fetch ${wanted.join(" and ")}. Is there a network, and does it reach the npm registry?\n${reasons.slice(0, 4).join("\n")}`);
    });
  });
}

/**
 * Runs a task with those tools and ends as it ends.
 * @param {string} task
 * @param {string[]} rest
 */
async function run(task, rest) {
  const { execPath, path } = await fetchTools(packages());
  // npm also names folders of the place where it ran; only its own cache is wanted.
  const fetched = path.split(delimiter).filter((folder) => folder.includes(`${sep}_npx${sep}`));
  const child = spawn(execPath, [join(scripts, `${task}.ts`), ...rest], {
    cwd: dirname(scripts),
    env: { ...process.env, PATH: [dirname(execPath), ...fetched, process.env["PATH"]].join(delimiter) },
    // The channel tells the task when we are gone, however that came about.
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(code ?? (signal ? 128 + constants.signals[signal] : 1)));
}

const [task = "", ...rest] = process.argv.slice(2);
if (Number.parseInt(process.versions.node, 10) < 18) stop(`This is Node ${process.version}. Please install Node 18 or newer.`);
if (!/^[a-z-]+$/.test(task) || !existsSync(join(scripts, `${task}.ts`))) stop(`There is no task "${task}". Try: npm start, npm test.`);
await run(task, rest);
