import type { Screen } from "@deck-auth/contract/messages";
import type { SnapshotFrom } from "xstate";
import type { flowMachine } from "./machine.ts";

export type FlowSnapshot = SnapshotFrom<typeof flowMachine>;

/** The screen of a state: the public `data-deck-screen` (design 3.4). */
export function screenOf(snapshot: FlowSnapshot): Screen {
  if (snapshot.matches("choosingSource")) return "source-picker";
  if (snapshot.matches("enteringCredentials") || snapshot.matches("storing") || snapshot.matches("stored")) return "credentials";
  if (snapshot.matches({ running: "prompting" }) || snapshot.matches({ running: "answering" })) return "interaction";
  if (snapshot.matches("startingRun") || snapshot.matches("running")) return "task-run";
  if (snapshot.matches("succeeded")) return "success";
  if (snapshot.matches("unverified")) return "unverified";
  if (snapshot.matches("failed")) return "error";
  return "loading";
}

type End = Extract<Screen, "success" | "unverified" | "error">;

/** Whether the screen is an end: it says how it went, and takes no input any more. */
export const isEnd = (screen: Screen): screen is End => screen === "success" || screen === "unverified" || screen === "error";

/**
 * Whether the flow is over, so that a page that comes after this one begins anew. A dead token ends a page, not the flow: with
 * another one it goes on.
 */
export const isOver = (snapshot: FlowSnapshot): boolean =>
  isEnd(screenOf(snapshot)) && !(snapshot.matches("failed") && snapshot.context.failure?.code === "token_invalid");
