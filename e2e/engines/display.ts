import { end, start } from "../../scripts/command.ts";
import { findEngines, installed } from "../../scripts/engines.ts";

/** A screen in memory, for programs that need one. */
export interface Display {
  /** What such a program's environment has to say. */
  environment: Record<string, string>;
  stop(): Promise<void>;
}

/** Starts a screen of its own; the server finds a free number for it. */
export async function startDisplay(): Promise<Display> {
  const child = start(installed(findEngines().webkit.xvfb), ["-displayfd", "3", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"], {}, ["ignore", "ignore", "pipe", "pipe"]);
  let complaints = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (complaints += text));
  const number = await new Promise<string>((resolve, reject) => {
    let said = "";
    child.stdio[3]?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      // The number may come in pieces; its line is its end.
      if (said.endsWith("\n")) resolve(said.trim());
    });
    child.once("close", () => reject(new Error(`Xvfb did not start. It said:\n${complaints}`)));
  });
  return {
    environment: { DISPLAY: `:${number}`, GDK_BACKEND: "x11", NO_AT_BRIDGE: "1", GSETTINGS_BACKEND: "memory" },
    stop: () => end(child),
  };
}
