import { spawn, spawnSync } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { freePort } from "../../../scripts/ports.ts";

/** A real Redis on a port of its own, without a disk. */
export interface RedisServer {
  readonly url: string;
  /** Begins again after {@link kill}: with nothing. */
  start(): Promise<void>;
  /** Ends it as a power cut does. */
  kill(): Promise<void>;
  /** It takes connections and answers nothing. */
  pause(): void;
  resume(): void;
}

/** Whether Debian's package `redis-server`, or another build of it, is there. */
export const hasRedis = (): boolean => spawnSync("redis-server", ["--version"]).status === 0;

async function begin(port: number): Promise<ChildProcess> {
  const settings = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
  const server = spawn("redis-server", settings, { stdio: ["ignore", "pipe", "inherit"] });
  await new Promise<void>((resolve, reject) => {
    server.once("error", () => reject(new Error("There is no redis-server. On Debian: apt-get install redis-server")));
    server.once("exit", (code) => reject(new Error(`redis-server ended (${code}).`)));
    server.stdout?.on("data", (text) => {
      if (String(text).includes("Ready to accept connections")) resolve();
    });
  });
  return server;
}

export async function startRedis(): Promise<RedisServer> {
  const port = await freePort();
  let server: ChildProcess | null = await begin(port);
  // Nothing is left behind when the tests themselves are ended.
  process.once("exit", () => server?.kill("SIGKILL"));
  return {
    url: `redis://127.0.0.1:${port}`,
    async start() {
      server = await begin(port);
    },
    async kill() {
      const ending = server;
      server = null;
      if (ending === null) return;
      ending.kill("SIGKILL");
      await once(ending, "exit");
    },
    pause: () => void server?.kill("SIGSTOP"),
    resume: () => void server?.kill("SIGCONT"),
  };
}
