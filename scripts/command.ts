import { spawn } from "node:child_process";
import type { ChildProcess, StdioOptions } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The repository. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/** How a command ended. */
export interface Ended {
  /** 0 is well; 1 also stands for a command that could not be started. */
  code: number;
  /** What it wrote to both streams, in order. */
  output: string;
}

const running = new Set<ChildProcess>();

/** Starts a child that ends when we do. `pnpm` is a script on Windows, which only a shell starts. */
export function start(command: string, argumentsOf: readonly string[], env: NodeJS.ProcessEnv, stdio: StdioOptions): ChildProcess {
  const shell = process.platform === "win32" && command !== process.execPath;
  const child = spawn(command, [...argumentsOf], { cwd: root, env: { ...process.env, ...env }, stdio, shell });
  running.add(child);
  child.on("close", () => running.delete(child));
  return child;
}

/** Runs a command to its end and keeps quiet about what it writes. */
export function run(command: string, argumentsOf: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return new Promise((resolve) => {
    const child = start(command, argumentsOf, env, ["ignore", "pipe", "pipe"]);
    let output = "";
    child.stdout?.setEncoding("utf8").on("data", (text: string) => (output += text));
    child.stderr?.setEncoding("utf8").on("data", (text: string) => (output += text));
    child.on("error", (error) => resolve({ code: 1, output: `${output}${error.message}\n` }));
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Ends a child and waits until it is gone. One that does not listen is not asked twice. */
export function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return resolve();
    const insist = setTimeout(() => child.kill("SIGKILL"), 6_000);
    child.once("close", () => {
      clearTimeout(insist);
      resolve();
    });
    child.kill("SIGTERM");
  });
}

/**
 * Whatever ends us (Ctrl-C, a signal, the death of who started us) ends our children first.
 * @param code what to exit with
 */
export function endWithChildren(code: number): void {
  const stop = async () => {
    await Promise.all([...running].map(end));
    process.exit(code);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, stop);
  process.once("disconnect", stop);
  // Listening for it must not keep a finished task alive.
  process.channel?.unref();
}

/** Ends with a sentence; a stack trace helps nobody who only wants to run this. */
export async function stopWith(sentence: string): Promise<never> {
  process.stderr.write(`\n${sentence}\n`);
  await Promise.all([...running].map(end));
  process.exit(1);
}
