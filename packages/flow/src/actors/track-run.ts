import { hasEnded } from "@deck-auth/contract";
import type { TaskRun } from "@deck-auth/contract";
import { readPrompt } from "../api/prompt.ts";
import type { Prompt } from "../api/prompt.ts";

/** What a read of the run means for the person who waits. */
export type RunNews =
  /** Nothing new: an older read than the last one, or the same. */
  | { kind: "nothing" }
  /** The run works on; whatever prompt stood is gone. */
  | { kind: "working"; status: string }
  /** The source asks something that has not been shown yet. `repeated`: it asks again what was just answered. */
  | { kind: "prompt"; number: number; prompt: Prompt; repeated: boolean; updatedAt: string }
  /** The source asks something that no form can be made of. */
  | { kind: "unusable" }
  | { kind: "ended"; run: TaskRun };

/** Follows one run through its reads, which may come late, twice, or out of order. */
export interface RunTracker {
  read(run: TaskRun): RunNews;
  /** The answer to the prompt shown was accepted. `at`: the run's time by the answer that said so, where it is known. */
  answered(at: string | null): void;
  /** Nobody knows whether the answer to the prompt shown arrived: it had, if the run leaves the prompt. */
  perhapsAnswered(): void;
}

/** Whether `a` is older than `b`. Times that cannot be read are taken as in order. */
const isOlder = (a: string, b: string): boolean => Date.parse(a) < Date.parse(b);

const readsTheSame = (one: Prompt, other: Prompt): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * Prompts carry no id (design 4.5), so a prompt is told from another by what happened between: one that is read after an
 * accepted answer is new only if the run's `updated_at` moved or the run left the prompt in between. A stale read of the
 * answered prompt is not a wrong code.
 *
 * Only a prompt that reads the same to the last word is one that is asked again. Other words of the same shape may refuse the
 * answer before, or be the next question: the source says which, and it is not ours to claim (R78, R79).
 */
export function createRunTracker(): RunTracker {
  let last: TaskRun | null = null;
  let ended = false;
  let count = 0;
  let open: { prompt: Prompt; updatedAt: string } | null = null;
  let answered: { prompt: Prompt; updatedAt: string } | null = null;
  let perhaps = false;

  function readOpen(run: TaskRun, prompt: Prompt): RunNews {
    if (open !== null) {
      // Unanswered: only another text is another prompt, so that a moved timestamp takes nothing from who is typing.
      if (readsTheSame(open.prompt, prompt)) {
        open = { prompt, updatedAt: run.updated_at };
        return { kind: "nothing" };
      }
    } else if (answered !== null && answered.updatedAt === run.updated_at) {
      return { kind: "nothing" };
    }
    const repeated = answered !== null && readsTheSame(answered.prompt, prompt);
    answered = null;
    perhaps = false;
    open = { prompt, updatedAt: run.updated_at };
    count += 1;
    return { kind: "prompt", number: count, prompt, repeated, updatedAt: run.updated_at };
  }

  return {
    read(run) {
      if (ended || (last !== null && isOlder(run.updated_at, last.updated_at))) return { kind: "nothing" };
      last = run;
      if (hasEnded(run.status)) {
        ended = true;
        open = null;
        return { kind: "ended", run };
      }
      if (run.status === "interaction_required") {
        const prompt = readPrompt(run.interaction);
        if (prompt === "unusable") return { kind: "unusable" };
        if (prompt !== null) return readOpen(run, prompt);
      } else {
        // The run left the prompt: whatever it asks next is new, at whatever time it says.
        const left = answered ?? (perhaps ? open : null);
        if (left !== null) answered = { prompt: left.prompt, updatedAt: "" };
      }
      open = null;
      return { kind: "working", status: run.status };
    },
    answered(at) {
      if (open === null) return;
      // Accepted before this prompt was asked: what was accepted is the answer to the one before it, which asked the same, and
      // this one says that it was wrong.
      const isOlderAnswer = at !== null && isOlder(at, open.updatedAt);
      answered = isOlderAnswer ? { prompt: open.prompt, updatedAt: "" } : open;
      open = null;
    },
    perhapsAnswered() {
      perhaps = open !== null;
    },
  };
}
