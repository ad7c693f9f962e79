import type { TaskRun } from "@deck-auth/contract";
import type { EventDetail, SuccessData } from "@deck-auth/contract/messages";
import { assign, emit, enqueueActions, fromCallback, fromPromise, setup } from "xstate";
import { lostError } from "./api/api-error.ts";
import type { Failure } from "./failure.ts";
import { failureOf, isFinal, isForHost, isGone, isTerminal, localFailure } from "./failure.ts";

// What the chart of `machine.ts` is made of: what it knows, what happens to it, what it says, and what it does. Where the user
// is, and ids: what the server said is in the query cache, what was typed in the secrets (design 4.2). The named actors are
// holes; `actors/` fills them.

/** Where a flow that was under way before goes on: where the host says, or where this page was before it was reloaded. */
export interface Resumption {
  sourceId: string | null;
  /** `null`: it goes on at the form. */
  storedCredentialId: string | null;
  taskRunId: string | null;
  /** This page's own: what is not to be found any more is begun anew then, and is nobody's error. */
  isOwn: boolean;
  /** A submission for that source was on its way, and nobody knows whether it arrived. */
  inDoubt: boolean;
}

/** What the host fixed. */
export interface FlowInput {
  tokenUsable: boolean;
  /** The only source, or the ones to choose from, or `null` for all. */
  sourceId: string | readonly string[] | null;
  credentialId: string | null;
  externalId: string | null;
  taskId: string | null;
  resume: Resumption | null;
}

export interface FlowContext extends FlowInput {
  /** The source in hand. */
  chosenSourceId: string | null;
  /** The credential that was stored. In update mode, the one to update stands in `credentialId`. */
  storedCredentialId: string | null;
  storedExternalId: string | null;
  taskRunId: string | null;
  runStatus: string;
  /** Counts the prompts of this run; with `taskRunId` it is the prompt's place in the cache. */
  promptNumber: number;
  promptRepeated: boolean;
  /** What went wrong here and can be mended here. */
  problem: Failure | null;
  /** For this source other text was typed once than the text that is stored; the second time ends the flow. */
  contradicted: boolean;
  /** Why there may be no news: a request waits for the network, or reads of the run get lost. Either goes on by itself. */
  trouble: "offline" | "retrying" | null;
  /** What ended the flow. */
  failure: Failure | null;
}

export type FlowEvent =
  /** The host is known and trusted. Says what it fixed. */
  | { type: "BEGIN"; input: FlowInput }
  | { type: "SOURCE_CHOSEN"; sourceId: string }
  | { type: "SOURCES_FAILED"; failure: Failure }
  | { type: "NOT_LISTED" }
  | { type: "BACK" }
  | { type: "RETRY" }
  | { type: "SUBMIT" }
  | { type: "ANSWER" }
  | WatchEvent;

/** What the one who watches the run reports. */
export type WatchEvent =
  | { type: "RUN_WORKING"; status: string }
  | { type: "RUN_PROMPT"; number: number; repeated: boolean; interactionType: string; fieldCount: number }
  | { type: "RUN_ENDED"; run: TaskRun }
  | { type: "RUN_UNUSABLE" }
  | { type: "RUN_LOST"; failure: Failure }
  /** Said also while nothing is watched: whatever waits for the network. */
  | { type: "TROUBLE"; trouble: FlowContext["trouble"] };

/** What the one who watches the run is told. */
export type WatchCommand =
  | { type: "HOLD" }
  /**
   * `perhaps`: nobody knows whether the answer arrived. `at`: the time of the run that the accepted answer was given with;
   * `null` when none was accepted, or it is not known.
   */
  | { type: "GO_ON"; answered: "yes" | "perhaps" | "no"; at: string | null };

/** What leaves the chart for the host. */
export type FlowOutput =
  | { type: "event"; detail: EventDetail }
  | { type: "success"; data: SuccessData; failure: Failure | null }
  | { type: "error"; failure: Failure; terminal: boolean };

/** As after an answer that was lost while the page was here. */
export const unconfirmed = failureOf(lostError());
export const unusablePrompt = localFailure("source", "source_error", "The source asks something that cannot be shown.");
const taskFailed = localFailure("task", "task_failed", "The task came to an end without success.");
export const tokenMissing = localFailure("request", "token_invalid", "A session token (tk_…) is needed. A secret key is never sent.");

export const chart = setup({
  types: {
    context: {} as FlowContext,
    events: {} as FlowEvent,
    emitted: {} as FlowOutput,
  },
  actors: {
    /** Reads a source before its form is shown. */
    readSource: fromPromise<void, { sourceId: string | null }>(() => Promise.reject(new Error("not provided"))),
    /** Reads the credential to update, or of the flow to go on with; gives its source. */
    readCredential: fromPromise<{ sourceId: string; externalId: string | null }, { credentialId: string | null }>(() => Promise.reject(new Error("not provided"))),
    /** Sends what was typed: POST in create mode, PATCH in update mode. */
    storeCredential: fromPromise<
      { credentialId: string; externalId: string | null },
      { credentialId: string | null; sourceId: string | null; externalId: string | null }
    >(() => Promise.reject(new Error("not provided"))),
    startRun: fromPromise<{ taskRunId: string; status: string }, { taskId: string | null; credentialId: string | null }>(() =>
      Promise.reject(new Error("not provided")),
    ),
    /** Reads the run again and again, and says what changed. */
    watchRun: fromCallback<WatchCommand, { taskRunId: string | null; resumed: boolean }>(() => {}),
    /** Tries again when the network is back. */
    awaitNetwork: fromCallback(() => {}),
    /** Sends the answer that was typed. Gives the run's time once it was accepted; `null` when no prompt was open any more. */
    answerPrompt: fromPromise<{ updatedAt: string | null }, { taskRunId: string | null }>(() => Promise.reject(new Error("not provided"))),
  },
  guards: {
    tokenUnusable: ({ context }) => !context.tokenUsable,
    /** A flow that goes on with what was stored. */
    resuming: ({ context }) => context.resume !== null && context.resume.storedCredentialId !== null,
    resumingRun: ({ context }) => context.resume !== null && context.resume.taskRunId !== null,
    /** A flow that goes on at the form. */
    resumingForm: ({ context }) => context.resume !== null && context.resume.sourceId !== null,
    inDoubt: ({ context }) => context.resume !== null && context.resume.inDoubt && context.resume.sourceId === context.chosenSourceId,
    updating: ({ context }) => context.credentialId !== null,
    sourceFixed: ({ context }) => typeof context.sourceId === "string",
    canGoBack: ({ context }) => context.credentialId === null && typeof context.sourceId !== "string",
    hasTask: ({ context }) => context.taskId !== null,
    /** Ends the flow when a write, or the list, is refused with it. */
    terminal: (_, failure: Failure) => isTerminal(failure),
    /** A read that the API has refused for good. */
    final: (_, failure: Failure) => isFinal(failure),
    /** What this page itself remembered is gone, as a definite answer says: a deleted credential, another organization's run. */
    leftOver: ({ context }, failure: Failure) => context.resume !== null && context.resume.isOwn && isGone(failure),
    contradictedAgain: ({ context }, failure: Failure) => context.contradicted && isContradiction(failure),
    verified: (_, run: TaskRun) => run.status === "completed" && run.result === "success",
    /** The run's error is for the host to know, after `onSuccess` (7.2). */
    forHost: (_, failure: Failure | null) => failure !== null && isForHost(failure),
    /** Only other credentials can lead to another end. */
    canRetry: ({ context }) => context.failure?.type === "auth" && context.chosenSourceId !== null,
  },
  actions: {
    tell: emit((_, detail: EventDetail) => ({ type: "event" as const, detail })),
    /** The form stays; the host is told. */
    report: enqueueActions(({ enqueue }, failure: Failure) => {
      enqueue.assign({ problem: failure });
      enqueue.emit({ type: "error", failure, terminal: false });
    }),
    /** The flow is over, without a credential to speak of. */
    fail: enqueueActions(({ enqueue }, failure: Failure) => {
      enqueue.assign({ failure, problem: null });
      enqueue.emit({ type: "event", detail: { type: "failed", error: { type: failure.type, code: failure.code } } });
      enqueue.emit({ type: "error", failure, terminal: true });
    }),
    /** The one success of a stored credential (R54), with the run's error right behind it where the host must know (7.2). */
    succeed: enqueueActions(({ enqueue, context }, params: { verified: boolean | null; failure: Failure | null }) => {
      const { verified, failure } = params;
      const told = failure !== null && isForHost(failure) ? failure : null;
      enqueue.assign({ failure, problem: null });
      enqueue.emit({ type: "event", detail: { type: "succeeded", verified } });
      enqueue.emit({
        type: "success",
        data: {
          credentialId: context.storedCredentialId ?? "",
          externalId: context.storedExternalId,
          taskRunId: context.taskRunId,
          verified,
        },
        failure: told,
      });
      if (told !== null) enqueue.emit({ type: "event", detail: { type: "failed", error: { type: told.type, code: told.code } } });
    }),
    /** R57: a run that cannot start is a success without a run, then its error, whatever its type. */
    succeedWithoutRun: enqueueActions(({ enqueue, context }, failure: Failure) => {
      enqueue.assign({ failure, problem: null });
      enqueue.emit({ type: "event", detail: { type: "succeeded", verified: false } });
      enqueue.emit({
        type: "success",
        data: {
          credentialId: context.storedCredentialId ?? "",
          externalId: context.storedExternalId,
          taskRunId: null,
          verified: false,
        },
        failure,
      });
      enqueue.emit({ type: "event", detail: { type: "failed", error: { type: failure.type, code: failure.code } } });
    }),
    clearProblem: assign({ problem: null }),
    beginAnew: assign(({ context }) => contextOf({ ...context, resume: null })),
  },
});

/**
 * Whether other text was typed than the text before, whose answer was lost, and which turned out to be stored: only that one
 * leads on, and nobody but the person knows it any more (design 4.4).
 */
export const isContradiction = ({ type, code, refused }: Failure): boolean => type === "idempotency" && code === "idempotency_error" && !refused;

/** The first error of a run that did not succeed; `null` where nobody knows of one: it was canceled, or its result is not known. */
export function failureOfRun(run: TaskRun): Failure | null {
  const first = run.errors?.[0];
  if (first === undefined) return run.result === "failure" ? taskFailed : null;
  return { type: first.type, code: first.code, message: first.message, field: null, requestId: run.request_id ?? null, refused: true, foreign: false };
}

/** What the chart knows at the beginning of a flow. */
export const contextOf = (input: FlowInput): FlowContext => ({
  ...input,
  chosenSourceId: typeof input.sourceId === "string" && input.credentialId === null ? input.sourceId : (input.resume?.sourceId ?? null),
  storedCredentialId: input.resume?.storedCredentialId ?? null,
  storedExternalId: input.externalId,
  taskRunId: input.resume?.taskRunId ?? null,
  runStatus: "queued",
  promptNumber: 0,
  promptRepeated: false,
  problem: null,
  contradicted: false,
  trouble: null,
  failure: null,
});

export const nothingFixed: FlowInput = {
  tokenUsable: false,
  sourceId: null,
  credentialId: null,
  externalId: null,
  taskId: null,
  resume: null,
};
