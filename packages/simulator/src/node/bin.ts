#!/usr/bin/env node
import { parseArgs } from "node:util";
import { defaultKeys } from "../world/ids.ts";
import { serveSimulator } from "./serve.ts";

const usage = `Usage: deck-auth-simulator [--port 4320] [--host 127.0.0.1] [--sources 250] [--speed 1] [--seed 1] [--persist file]

The Deck API v2 on this machine. PORT in the environment is the default for --port.`;

/** Ends with a sentence in place of a stack trace. */
const giveUp = (sentence: string): never => {
  console.error(sentence);
  process.exit(1);
};

const readArguments = () => {
  try {
    return parseArgs({
      options: {
        port: { type: "string", default: process.env["PORT"] ?? "4320" },
        host: { type: "string", default: "127.0.0.1" },
        sources: { type: "string", default: "250" },
        speed: { type: "string", default: "1" },
        seed: { type: "string", default: "1" },
        persist: { type: "string" },
        help: { type: "boolean", default: false },
      },
    }).values;
  } catch (reason) {
    return giveUp(`${reason instanceof Error ? reason.message : String(reason)}\n\n${usage}`);
  }
};

const readNumber = (name: string, text: string, least: number, most: number): number => {
  const value = Number(text);
  return text.trim() !== "" && value >= least && value <= most ? value : giveUp(`--${name} is a number from ${least} to ${most}, not "${text}".`);
};

const isPortInUse = (reason: unknown) => reason instanceof Error && "code" in reason && reason.code === "EADDRINUSE";

const explain = (reason: unknown, port: number, file: string | undefined): string => {
  if (isPortInUse(reason)) return `Port ${port} is in use. Choose another one with --port.`;
  if (file !== undefined && reason instanceof Error && !("code" in reason)) {
    return `${file} does not hold a state of this simulator. Move it away to begin anew.`;
  }
  return `The simulator could not start: ${reason instanceof Error ? reason.message : String(reason)}`;
};

const values = readArguments();
if (values.help) {
  console.log(usage);
} else {
  const port = readNumber("port", values.port, 0, 65_535);
  const served = await serveSimulator({
    port,
    host: values.host,
    sources: readNumber("sources", values.sources, 0, 100_000),
    speed: readNumber("speed", values.speed, 0.01, 10_000),
    seed: readNumber("seed", values.seed, 0, 2 ** 32 - 1),
    ...(values.persist === undefined ? {} : { persist: values.persist }),
  }).catch((reason: unknown) => giveUp(explain(reason, port, values.persist)));
  console.log(`Deck simulator: ${served.apiUrl}\nKeys: ${defaultKeys.join(", ")}. What it can do: ${served.origin}/`);
  const stop = () => void served.close().then(() => process.exit(0));
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}
