import type { ErrorName } from "@deck-auth/contract";
import type { Prompt } from "../world/records.ts";

/** What the agent can see; screenshots are drawn from it. */
export const screens = ["blank", "login", "typed", "prompt", "account", "refused", "broken"] as const;
export type Screen = (typeof screens)[number];

/** One step of a run. A run goes from step to step; only `work`, `ask`, `review` and `stay` take time. */
export type Step =
  /** The agent is busy for so many milliseconds of simulator time (divided by `speed`). */
  | { readonly do: "work"; readonly ms: number; readonly screen: Screen; readonly reasoning: string }
  /** The source let the agent in: the credential is `verified`, whatever comes later. */
  | { readonly do: "log-in" }
  /** The source refused the login: the credential is `invalid`, the run has failed. */
  | { readonly do: "refuse-login"; readonly error: ErrorName }
  | Ask
  /** Waits for the customer's own review (`/_sim/review`). */
  | { readonly do: "review" }
  /** Somebody cancels the run. */
  | { readonly do: "cancel" }
  /** Nothing happens any more; only the task's time limit ends it. */
  | { readonly do: "stay" }
  | { readonly do: "fail"; readonly error: ErrorName }
  | { readonly do: "complete"; readonly result: "success" | "unknown" };

/** A prompt to the user. */
export interface Ask {
  readonly do: "ask";
  readonly prompt: Prompt;
  /** For a field name, the pattern that a right answer has, in full and in any case. A field not named takes anything. */
  readonly accepts: Readonly<Record<string, string>>;
  /** After so many wrong answers the source locks the account. @default never */
  readonly attempts?: number;
  /** How long an answer is waited for. @default five minutes */
  readonly windowMs?: number;
  /** Goes on without an answer after so long (approved on the phone). @default never */
  readonly passesAfterMs?: number;
}

/** What a magic input leads to. */
export interface Scenario {
  /** The magic user name. */
  readonly name: string;
  /** A line for the table of magic users. */
  readonly summary: string;
  /** What to type at its prompts, in order. */
  readonly answers?: readonly string[];
  /** `POST /tasks/{id}/run` is answered with this error, and there is no run. */
  readonly refuses?: ErrorName;
  readonly steps: readonly Step[];
}
