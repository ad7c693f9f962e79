import { randomId } from "../../random-id.ts";
import type { Opening } from "./parameters.ts";

/**
 * The name of a flow's checkpoint. At top level, where `externalId` says whose flow it is, a digest of what the page was opened
 * with, so that an app which opens a killed page again, with another token, finds it. Else one of its own, which a reload finds
 * in its entry of the history: the next person may open the same address in this tab, and two frames of a page may be opened
 * with the same (F25).
 */
export async function nameFlow(isFramed: boolean, { config, parentOrigin, redirectUrl, state }: Opening): Promise<string> {
  if (isFramed || config.externalId === undefined) return randomId();
  const text = JSON.stringify([config, parentOrigin, redirectUrl, state]);
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** As long as a session token lives. Who opens a page anew after that time has given the flow up, and was not interrupted. */
export const longestAway = 30 * 60_000;
