import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** One process of a customer's app. */
export interface RelayProcess {
  readonly origin: string;
  /** Ids of the events that its app was told of. */
  readonly told: string[];
  /** Its memory in bytes, as the system counts it. */
  memory(): Promise<number>;
  /** Ends it; `SIGKILL` without a word. */
  end(signal: "SIGKILL" | "SIGTERM"): Promise<void>;
}

const program = fileURLToPath(new URL("relay-process.ts", import.meta.url));

export async function startRelay(environment: { DECK_API_URL: string; REDIS_URL?: string }): Promise<RelayProcess> {
  const child = spawn(process.execPath, [program], { stdio: ["ignore", "pipe", "inherit", "ipc"], env: { ...process.env, ...environment } });
  const exit = () => void child.kill("SIGKILL");
  process.once("exit", exit);
  const told: string[] = [];
  child.on("message", (message) => {
    if (typeof message === "object" && message !== null && "event" in message) told.push(String(message.event));
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout?.once("data", (line) => resolve(Number(String(line))));
    child.once("exit", (code) => reject(new Error(`The process ended (${code}) before it listened.`)));
  });
  return {
    origin: `http://127.0.0.1:${port}`,
    told,
    memory: () =>
      new Promise((resolve) => {
        const read = (message: unknown) => {
          if (typeof message !== "object" || message === null || !("rss" in message)) return;
          child.off("message", read);
          resolve(Number(message.rss));
        };
        child.on("message", read);
        child.send("memory");
      }),
    async end(signal) {
      process.off("exit", exit);
      child.kill(signal);
      await once(child, "exit");
    },
  };
}
