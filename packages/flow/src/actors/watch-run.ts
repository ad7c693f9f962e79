import { isId } from "@deck-auth/contract";
import type { QueryClient } from "@tanstack/react-query";
import { asApiError, knownError } from "../api/api-error.ts";
import type { ReadTools } from "../api/queries.ts";
import { promptKey, taskRunQuery } from "../api/queries.ts";
import { failureOf } from "../failure.ts";
import type { WatchCommand, WatchEvent } from "../chart.ts";
import type { Relay } from "../relay.ts";
import type { Secrets } from "../secrets.ts";
import { createPollPace } from "./poll-pace.ts";
import { createRunTracker } from "./track-run.ts";

export interface WatchTools extends ReadTools {
  cache: QueryClient;
  /** What was answered is over as soon as the run says something else. */
  secrets: Pick<Secrets, "settle">;
  /** Says when somebody heard of the run. */
  relay: Pick<Relay, "isLive" | "onNudge">;
}

export interface Watch {
  receive(command: WatchCommand): void;
  stop(): void;
}

/** Nobody has looked for so long, in milliseconds: the run is not read again before somebody does (M59). */
const unseenUntilRest = 5 * 60_000;

/** A run is said to have trouble once this many reads in a row failed; one lost read is nobody's business. */
const failuresUntilTrouble = 2;

/**
 * Reads the run until it has ended: the run endpoint is the truth (design 4.3). One read at a time; soon at first, then less
 * often; at once when nudged, or when the person or the network returns. Trouble is said and goes on: a failure is never
 * invented (design 7.7). Only a dead token ends it, or a run to be resumed that does not exist.
 */
export function watchRun(
  input: { taskRunId: string | null; resumed: boolean },
  tell: (event: WatchEvent) => void,
  tools: WatchTools,
): Watch {
  const { taskRunId } = input;
  if (!isId("taskRun", taskRunId)) {
    tell({ type: "RUN_LOST", failure: failureOf(knownError("request", "resource_not_found")) });
    return { receive: () => {}, stop: () => {} };
  }
  const id = taskRunId;
  const tracker = createRunTracker();
  const pace = createPollPace(tools.random, tools.relay.isLive);
  let cancelWait: () => void = () => {};
  let cancelRest: () => void = () => {};
  let resting = false;
  let reading = false;
  let readAgain = false;
  let held = false;
  let stopped = false;
  let failures = 0;
  let everRead = false;

  function wait(): void {
    cancelWait();
    if (resting) return;
    cancelWait = tools.clock.after(pace.next(), () => void read());
  }

  /** Reads now. A read under way when this is called may be too old to know, so another follows it. */
  function readNow(): void {
    if (stopped || held) return;
    pace.restart();
    if (reading) {
      readAgain = true;
      return;
    }
    cancelWait();
    void read();
  }

  async function read(): Promise<void> {
    reading = true;
    try {
      const run = await tools.cache.fetchQuery(taskRunQuery(tools, id));
      everRead = true;
      if (failures >= failuresUntilTrouble) tell({ type: "TROUBLE", trouble: null });
      failures = 0;
      // What was read before an answer was sent says nothing of what the answer led to.
      if (!stopped && !held) apply(tracker.read(run));
    } catch (thrown) {
      if (!stopped) complain(thrown);
    }
    reading = false;
    if (stopped || held) return;
    if (readAgain) {
      readAgain = false;
      void read();
    } else wait();
  }

  function apply(news: ReturnType<typeof tracker.read>): void {
    // An answer that was lost has no further use, and its key none for the next prompt (R90).
    if (news.kind !== "nothing") tools.secrets.settle("answer", id);
    if (news.kind === "working") tell({ type: "RUN_WORKING", status: news.status });
    else if (news.kind === "prompt") {
      tools.cache.setQueryData(promptKey(id, news.number), news.prompt);
      pace.restart();
      tell({
        type: "RUN_PROMPT",
        number: news.number,
        repeated: news.repeated,
        interactionType: news.prompt.type,
        fieldCount: news.prompt.fields.length,
      });
    } else if (news.kind === "ended") {
      stopped = true;
      tell({ type: "RUN_ENDED", run: news.run });
    } else if (news.kind === "unusable") {
      stopped = true;
      tell({ type: "RUN_UNUSABLE" });
    }
  }

  function complain(thrown: unknown): void {
    const error = asApiError(thrown);
    const isUnknown = input.resumed && !everRead && error.refused && !error.foreign && error.type === "request";
    if (error.is("request", "token_invalid") || isUnknown) {
      stopped = true;
      tell({ type: "RUN_LOST", failure: failureOf(error) });
      return;
    }
    failures += 1;
    const offline = !tools.surroundings.isOnline();
    if (failures >= failuresUntilTrouble || offline) tell({ type: "TROUBLE", trouble: offline ? "offline" : "retrying" });
    if (offline) failures = Math.max(failures, failuresUntilTrouble);
  }

  const stopNudges = tools.relay.onNudge(readNow);
  const stopReturns = tools.surroundings.onReturn(readNow);
  function look(visible: boolean): void {
    cancelRest();
    resting = false;
    if (visible) return;
    cancelRest = tools.clock.after(unseenUntilRest, () => {
      resting = true;
      cancelWait();
    });
  }
  const stopLooking = tools.surroundings.onVisibility(look);
  look(tools.surroundings.isVisible());
  void read();

  return {
    receive(command) {
      if (command.type === "HOLD") {
        held = true;
        cancelWait();
        return;
      }
      held = false;
      if (command.answered === "yes") tracker.answered(command.at);
      else if (command.answered === "perhaps") tracker.perhapsAnswered();
      readNow();
    },
    stop() {
      stopped = true;
      cancelWait();
      cancelRest();
      stopNudges();
      stopReturns();
      stopLooking();
    },
  };
}
