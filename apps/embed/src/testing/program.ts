import { spawn } from "node:child_process";
import { once } from "node:events";

/** How a program ended, and what it said. */
export interface Ended {
  code: number | null;
  output: string;
  complaints: string;
}

/** A server that was started as its users start it. */
export interface Running {
  /** Where it answers, as it says itself; ends with a slash. */
  address: string;
  /** Sends a signal. */
  signal(signal: "SIGTERM" | "SIGINT"): void;
  /** What it does when it ends. */
  ended: Promise<Ended>;
  /** Sends a signal and waits for the end. */
  end(signal: "SIGTERM" | "SIGINT"): Promise<Ended>;
}

function begin(program: string, environment: Record<string, string>, words: readonly string[] = []) {
  const child = spawn(process.execPath, [program, ...words], { env: environment, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  let complaints = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (complaints += text));
  const ended = once(child, "close").then((): Ended => ({ code: child.exitCode, output, complaints }));
  return { child, ended, said: () => output };
}

/** Runs a program that is expected to end by itself. */
export function runToEnd(program: string, environment: Record<string, string>, words: readonly string[] = []): Promise<Ended> {
  return begin(program, environment, words).ended;
}

/** Starts the embed server and waits until it says where it is. */
export async function startProgram(program: string, environment: Record<string, string>): Promise<Running> {
  const { child, ended, said } = begin(program, environment);
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout.on("data", () => {
      const found = / is at (http\S+)\n/.exec(said())?.[1];
      if (found !== undefined) resolve(found);
    });
    void ended.then(({ complaints }) => reject(new Error(complaints)));
  });
  return {
    address,
    signal: (signal) => void child.kill(signal),
    ended,
    end(signal) {
      child.kill(signal);
      return ended;
    },
  };
}
