import { join } from "node:path";
import { end, root, start } from "../scripts/command.ts";
import { freePort } from "../scripts/ports.ts";
import { untilItAnswers } from "../scripts/servers.ts";

/** An embed page of a test's own. */
export interface EmbedServer {
  /** Ends with a slash. */
  url: string;
  /** All that it wrote so far. */
  log(): string;
  stop(): Promise<void>;
}

/** Starts the embed server for this simulator, and waits until it answers. */
export async function startEmbedServer(simulator: string, settings: Record<string, string>): Promise<EmbedServer> {
  const port = await freePort();
  const environment = { PORT: String(port), DECK_API_URL: `${simulator}/v2`, ...settings };
  const child = start(process.execPath, [join(root, "apps/embed/src/server/bin.ts")], environment, ["ignore", "pipe", "pipe"]);
  let log = "";
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", (text: string) => (log += text));
  const url = `http://127.0.0.1:${port}/`;
  await untilItAnswers("embed page", child, url, () => log);
  return { url, log: () => log, stop: () => end(child) };
}
