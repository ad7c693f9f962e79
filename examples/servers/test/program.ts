import { spawn } from "node:child_process";
import { once } from "node:events";

/** A customer's server that runs as a program. */
export interface Program {
  readonly origin: string;
  /** What it wrote so far. */
  output(): string;
  /** Asks it to end, and resolves when it has. */
  end(): Promise<void>;
}

/** Starts a program and waits for it to say where it listens. */
export async function startProgram(parts: readonly string[], folder: string, environment: Record<string, string>, listening: RegExp): Promise<Program> {
  const [command = "", ...rest] = parts;
  const child = spawn(command, rest, { cwd: folder, env: { ...process.env, ...environment }, stdio: ["ignore", "pipe", "pipe"] });
  const kill = () => void child.kill("SIGKILL");
  process.once("exit", kill);
  let output = "";
  const port = await new Promise<string>((resolve, reject) => {
    const read = (text: unknown) => {
      output += String(text);
      const found = listening.exec(output)?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("exit", (code) => reject(new Error(`${parts.join(" ")} ended (${code}):\n${output}`)));
  });
  return {
    origin: `http://localhost:${port}`,
    output: () => output,
    async end() {
      process.off("exit", kill);
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGTERM");
      await once(child, "exit");
    },
  };
}
