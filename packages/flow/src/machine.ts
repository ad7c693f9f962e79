import type { TaskRun } from "@deck-auth/contract";
import type { EventDetail, ResumePoint, SuccessData } from "@deck-auth/contract/messages";
import { assign, emit, enqueueActions, fromCallback, fromPromise, sendTo, setup } from "xstate";
import type { Failure } from "./failure.ts";
import { failureOf, isForHost, isTerminal, localFailure } from "./failure.ts";

// The whole flow: where the user is, and ids. What the server said is in the query cache, what was typed in the secrets
// (design 4.2). The named actors are holes; `actors/` fills them.

/** What the host fixed. */
export interface FlowInput {
  tokenUsable: boolean;
  /** The only source, or the ones to choose from, or `null` for all. */
  sourceId: string | readonly string[] | null;
  credentialId: string | null;
  externalId: string | null;
  taskId: string | null;
  resume: ResumePoint | null;
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
  /** Trouble while reading the run, which goes on. */
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
  | { type: "RUN_TROUBLE"; trouble: "offline" | "retrying" | null };

/** What the one who watches the run is told. */
export type WatchCommand =
  | { type: "HOLD" }
  /** `answered`: the time of the run that the accepted answer was given with; `null` when none was accepted, or it is not known. */
  | { type: "GO_ON"; isAnswered: boolean; answeredAt: string | null };

/** What leaves the chart for the host. */
export type FlowOutput =
  | { type: "event"; detail: EventDetail }
  | { type: "success"; data: SuccessData; failure: Failure | null }
  | { type: "error"; failure: Failure; terminal: boolean };

const unusablePrompt = localFailure("source", "source_error", "The source asks something that cannot be shown.");
const tokenMissing = localFailure("request", "token_invalid", "A session token (tk_…) is needed. A secret key is never sent.");

const chart = setup({
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
    /** Sends the answer that was typed. Gives the run's time once it was accepted; `null` when no prompt was open any more. */
    answerPrompt: fromPromise<{ updatedAt: string | null }, { taskRunId: string | null }>(() => Promise.reject(new Error("not provided"))),
  },
  guards: {
    tokenUnusable: ({ context }) => !context.tokenUsable,
    resuming: ({ context }) => context.resume !== null,
    updating: ({ context }) => context.credentialId !== null,
    sourceFixed: ({ context }) => typeof context.sourceId === "string",
    canGoBack: ({ context }) => context.credentialId === null && typeof context.sourceId !== "string",
    hasTask: ({ context }) => context.taskId !== null,
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
  },
});

/** The first error of a run that did not succeed. */
function failureOfRun(run: TaskRun): Failure | null {
  const first = run.errors?.[0];
  if (first === undefined) return null;
  return { type: first.type, code: first.code, message: first.message, field: null, requestId: run.request_id ?? null, refused: true };
}

const isVerified = (run: TaskRun): boolean => run.status === "completed" && run.result === "success";

/** What the chart knows at the beginning of a flow. */
const contextOf = (input: FlowInput): FlowContext => ({
  ...input,
  chosenSourceId: typeof input.sourceId === "string" && input.credentialId === null ? input.sourceId : null,
  storedCredentialId: input.resume?.credentialId ?? null,
  storedExternalId: input.externalId,
  taskRunId: input.resume?.taskRunId ?? null,
  runStatus: "queued",
  promptNumber: 0,
  promptRepeated: false,
  problem: null,
  trouble: null,
  failure: null,
});

const nothingFixed: FlowInput = {
  tokenUsable: false,
  sourceId: null,
  credentialId: null,
  externalId: null,
  taskId: null,
  resume: null,
};

/** The flow as one chart. Read it from top to bottom: it is the order in which a person meets it. */
export const flowMachine = chart.createMachine({
  id: "flow",
  context: contextOf(nothingFixed),
  initial: "waiting",
  states: {
    /** For the host to make itself known. */
    waiting: {
      on: { BEGIN: { target: "deciding", actions: assign(({ event }) => contextOf(event.input)) } },
    },

    deciding: {
      entry: { type: "tell", params: { type: "opened" } },
      always: [
        { guard: "tokenUnusable", target: "failed", actions: { type: "fail", params: tokenMissing } },
        { guard: "resuming", target: "resuming", actions: { type: "tell", params: { type: "resumed" } } },
        { guard: "updating", target: "loadingCredential" },
        { guard: "sourceFixed", target: "loadingSource" },
        { target: "choosingSource" },
      ],
    },

    choosingSource: {
      initial: "listing",
      states: {
        listing: { on: { NOT_LISTED: "explainingNotListed" } },
        explainingNotListed: { on: { BACK: "listing" } },
      },
      on: {
        SOURCE_CHOSEN: {
          target: "loadingSource",
          actions: [
            assign({ chosenSourceId: ({ event }) => event.sourceId, problem: null }),
            { type: "tell", params: ({ event }) => ({ type: "source_chosen", sourceId: event.sourceId }) },
          ],
        },
        SOURCES_FAILED: [
          { guard: ({ event }) => isTerminal(event.failure), target: "failed", actions: { type: "fail", params: ({ event }) => event.failure } },
          { actions: { type: "report", params: ({ event }) => event.failure } },
        ],
      },
    },

    resuming: {
      initial: "reading",
      states: {
        reading: {
          invoke: {
            src: "readCredential",
            input: ({ context }) => ({ credentialId: context.storedCredentialId }),
            onDone: {
              target: "#flow.running",
              actions: assign({
                chosenSourceId: ({ event }) => event.output.sourceId,
                storedExternalId: ({ event }) => event.output.externalId,
              }),
            },
            onError: [
              {
                guard: ({ event }) => failureOf(event.error).refused,
                target: "#flow.failed",
                actions: { type: "fail", params: ({ event }) => failureOf(event.error) },
              },
              { target: "stuck", actions: { type: "report", params: ({ event }) => failureOf(event.error) } },
            ],
          },
        },
        stuck: { on: { RETRY: { target: "reading", actions: "clearProblem" } } },
      },
    },

    loadingCredential: {
      initial: "reading",
      states: {
        reading: {
          invoke: {
            src: "readCredential",
            input: ({ context }) => ({ credentialId: context.credentialId }),
            onDone: { target: "#flow.loadingSource", actions: assign({ chosenSourceId: ({ event }) => event.output.sourceId }) },
            onError: [
              {
                guard: ({ event }) => failureOf(event.error).refused,
                target: "#flow.failed",
                actions: { type: "fail", params: ({ event }) => failureOf(event.error) },
              },
              { target: "stuck", actions: { type: "report", params: ({ event }) => failureOf(event.error) } },
            ],
          },
        },
        stuck: { on: { RETRY: { target: "reading", actions: "clearProblem" } } },
      },
    },

    loadingSource: {
      initial: "reading",
      states: {
        reading: {
          invoke: {
            src: "readSource",
            input: ({ context }) => ({ sourceId: context.chosenSourceId }),
            onDone: "#flow.enteringCredentials",
            onError: [
              {
                guard: ({ event }) => failureOf(event.error).refused,
                target: "#flow.failed",
                actions: { type: "fail", params: ({ event }) => failureOf(event.error) },
              },
              { target: "stuck", actions: { type: "report", params: ({ event }) => failureOf(event.error) } },
            ],
          },
        },
        stuck: {
          on: {
            RETRY: { target: "reading", actions: "clearProblem" },
            BACK: { guard: "canGoBack", target: "#flow.choosingSource", actions: "clearProblem" },
          },
        },
      },
    },

    enteringCredentials: {
      on: {
        SUBMIT: { target: "storing", actions: { type: "tell", params: { type: "submitted" } } },
        BACK: { guard: "canGoBack", target: "choosingSource", actions: "clearProblem" },
      },
    },

    storing: {
      entry: "clearProblem",
      invoke: {
        src: "storeCredential",
        input: ({ context }) => ({
          credentialId: context.credentialId,
          sourceId: context.chosenSourceId,
          externalId: context.externalId,
        }),
        onDone: {
          target: "stored",
          actions: [
            assign({
              storedCredentialId: ({ event }) => event.output.credentialId,
              storedExternalId: ({ event }) => event.output.externalId,
            }),
            { type: "tell", params: { type: "stored" } },
          ],
        },
        onError: [
          {
            guard: ({ event }) => isTerminal(failureOf(event.error)),
            target: "failed",
            actions: { type: "fail", params: ({ event }) => failureOf(event.error) },
          },
          { target: "enteringCredentials", actions: { type: "report", params: ({ event }) => failureOf(event.error) } },
        ],
      },
    },

    stored: {
      always: [
        { guard: "hasTask", target: "startingRun" },
        { target: "succeeded", actions: { type: "succeed", params: { verified: null, failure: null } } },
      ],
    },

    startingRun: {
      invoke: {
        src: "startRun",
        input: ({ context }) => ({ taskId: context.taskId, credentialId: context.storedCredentialId }),
        onDone: {
          target: "running",
          actions: [
            assign({ taskRunId: ({ event }) => event.output.taskRunId, runStatus: ({ event }) => event.output.status }),
            { type: "tell", params: ({ event }) => ({ type: "run_status", status: event.output.status }) },
          ],
        },
        onError: { target: "failed", actions: { type: "succeedWithoutRun", params: ({ event }) => failureOf(event.error) } },
      },
    },

    running: {
      invoke: {
        id: "watcher",
        src: "watchRun",
        input: ({ context }) => ({ taskRunId: context.taskRunId, resumed: context.resume !== null }),
      },
      on: {
        RUN_TROUBLE: { actions: assign({ trouble: ({ event }) => event.trouble }) },
        RUN_WORKING: {
          target: ".watching",
          actions: enqueueActions(({ enqueue, context, event }) => {
            enqueue.assign({ runStatus: event.status, problem: null });
            if (event.status !== context.runStatus) enqueue({ type: "tell", params: { type: "run_status", status: event.status } });
          }),
        },
        RUN_PROMPT: {
          target: ".prompting",
          actions: [
            assign({
              runStatus: "interaction_required",
              promptNumber: ({ event }) => event.number,
              promptRepeated: ({ event }) => event.repeated,
              problem: null,
            }),
            {
              type: "tell",
              params: ({ event }) => ({
                type: "prompt_shown",
                interactionType: event.interactionType,
                fieldCount: event.fieldCount,
                repeated: event.repeated,
              }),
            },
          ],
        },
        RUN_UNUSABLE: { target: "failed", actions: { type: "succeed", params: { verified: false, failure: unusablePrompt } } },
        RUN_LOST: { target: "failed", actions: { type: "fail", params: ({ event }) => event.failure } },
        RUN_ENDED: [
          {
            guard: ({ event }) => isVerified(event.run),
            target: "succeeded",
            actions: { type: "succeed", params: { verified: true, failure: null } },
          },
          {
            guard: ({ event }) => {
              const failure = failureOfRun(event.run);
              return failure !== null && isForHost(failure);
            },
            target: "failed",
            actions: { type: "succeed", params: ({ event }) => ({ verified: false, failure: failureOfRun(event.run) }) },
          },
          {
            target: "unverified",
            actions: { type: "succeed", params: ({ event }) => ({ verified: false, failure: failureOfRun(event.run) }) },
          },
        ],
      },
      initial: "watching",
      states: {
        watching: {},
        prompting: {
          on: { ANSWER: { target: "answering", actions: { type: "tell", params: { type: "answered" } } } },
        },
        answering: {
          entry: ["clearProblem", sendTo("watcher", { type: "HOLD" })],
          invoke: {
            src: "answerPrompt",
            input: ({ context }) => ({ taskRunId: context.taskRunId }),
            onDone: {
              target: "checking",
              actions: sendTo("watcher", ({ event }) => ({ type: "GO_ON", isAnswered: true, answeredAt: event.output.updatedAt })),
            },
            onError: [
              {
                guard: ({ event }) => isTerminal(failureOf(event.error)),
                target: "#flow.failed",
                actions: { type: "fail", params: ({ event }) => failureOf(event.error) },
              },
              {
                target: "prompting",
                actions: [
                  { type: "report", params: ({ event }) => failureOf(event.error) },
                  sendTo("watcher", { type: "GO_ON", isAnswered: false, answeredAt: null }),
                ],
              },
            ],
          },
        },
        /** The answer was taken; what it led to is not known yet. */
        checking: {},
      },
    },

    /** The credential is stored, and proven where a task was given. The host owns what comes next (R13). */
    succeeded: {},
    /** The credential is stored; its run did not succeed, and no error ended it. */
    unverified: {},
    failed: {
      on: {
        /** Sent only where the host has allowed it (`retryable`): collects again, for the same credential if there is one. */
        RETRY: {
          guard: "canRetry",
          target: "enteringCredentials",
          actions: [
            assign({
              credentialId: ({ context }) => context.storedCredentialId ?? context.credentialId,
              resume: null,
              taskRunId: null,
              runStatus: "queued",
              failure: null,
            }),
            { type: "tell", params: { type: "retried" } },
          ],
        },
      },
    },
  },
});
