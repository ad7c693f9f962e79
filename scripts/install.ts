import { run } from "./command.ts";
import type { Ended } from "./command.ts";

/** Brings `node_modules` to what the lockfile says. Needs no network once everything was fetched before. */
export function install(): Promise<Ended> {
  return run("pnpm", [
    "install",
    "--frozen-lockfile",
    "--prefer-offline",
    "--config.confirmModulesPurge=false",
    "--config.fetchRetryMintimeout=1000",
    "--config.fetchRetryMaxtimeout=4000",
  ]);
}

/** What to tell when that failed. */
export const installFailed =
  "The packages could not be installed. Is there a network, and does it reach the npm registry? This is what pnpm said:";
