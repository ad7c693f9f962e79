import { assign, enqueueActions, sendTo } from "xstate";
import { chart, contextOf, failureOfRun, isContradiction, nothingFixed, tokenMissing, unconfirmed, unusablePrompt } from "./chart.ts";
import { failureOf } from "./failure.ts";

/** The flow as one chart. Read it from top to bottom: it is the order in which a person meets it. */
export const flowMachine = chart.createMachine({
  id: "flow",
  context: contextOf(nothingFixed),
  initial: "waiting",
  on: { TROUBLE: { actions: assign({ trouble: ({ event }) => event.trouble }) } },
  states: {
    /** For the host to make itself known. */
    waiting: {
      on: {
        BEGIN: {
          target: "deciding",
          actions: [assign(({ event }) => contextOf(event.input)), { type: "tell", params: { type: "opened" } }],
        },
      },
    },

    deciding: {
      always: [
        { guard: "tokenUnusable", target: "failed", actions: { type: "fail", params: tokenMissing } },
        { guard: "resuming", target: "loadingCredential", actions: { type: "tell", params: { type: "resumed" } } },
        { guard: "updating", target: "loadingCredential" },
        { guard: "sourceFixed", target: "loadingSource" },
        { guard: "resumingForm", target: "loadingSource" },
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
            assign({ chosenSourceId: ({ event }) => event.sourceId, problem: null, contradicted: false }),
            { type: "tell", params: ({ event }) => ({ type: "source_chosen", sourceId: event.sourceId }) },
          ],
        },
        SOURCES_FAILED: [
          { guard: { type: "terminal", params: ({ event }) => event.failure }, target: "failed", actions: { type: "fail", params: ({ event }) => event.failure } },
          { actions: { type: "report", params: ({ event }) => event.failure } },
        ],
      },
    },

    /** The credential to update, or the one that a resumed flow has stored. */
    loadingCredential: {
      initial: "reading",
      states: {
        reading: {
          invoke: {
            src: "readCredential",
            input: ({ context }) => ({ credentialId: context.storedCredentialId ?? context.credentialId }),
            onDone: [
              {
                guard: "resuming",
                target: "resumed",
                actions: assign({
                  chosenSourceId: ({ event }) => event.output.sourceId,
                  storedExternalId: ({ event }) => event.output.externalId,
                }),
              },
              { target: "#flow.loadingSource", actions: assign({ chosenSourceId: ({ event }) => event.output.sourceId }) },
            ],
            onError: [
              { guard: { type: "leftOver", params: ({ event }) => failureOf(event.error) }, target: "#flow.deciding", actions: "beginAnew" },
              {
                guard: { type: "final", params: ({ event }) => failureOf(event.error) },
                target: "#flow.failed",
                actions: { type: "fail", params: ({ event }) => failureOf(event.error) },
              },
              { target: "stuck", actions: { type: "report", params: ({ event }) => failureOf(event.error) } },
            ],
          },
        },
        resumed: { always: [{ guard: "resumingRun", target: "#flow.running" }, { target: "#flow.stored" }] },
        stuck: {
          invoke: { src: "awaitNetwork" },
          on: { RETRY: { target: "reading", actions: "clearProblem" } },
        },
      },
    },

    loadingSource: {
      on: { BACK: { guard: "canGoBack", target: "choosingSource", actions: "clearProblem" } },
      initial: "reading",
      states: {
        reading: {
          invoke: {
            src: "readSource",
            input: ({ context }) => ({ sourceId: context.chosenSourceId }),
            onDone: [
              { guard: "inDoubt", target: "#flow.enteringCredentials", actions: assign({ problem: unconfirmed }) },
              { target: "#flow.enteringCredentials" },
            ],
            onError: [
              {
                guard: { type: "final", params: ({ event }) => failureOf(event.error) },
                target: "#flow.failed",
                actions: { type: "fail", params: ({ event }) => failureOf(event.error) },
              },
              { target: "stuck", actions: { type: "report", params: ({ event }) => failureOf(event.error) } },
            ],
          },
        },
        stuck: {
          invoke: { src: "awaitNetwork" },
          on: { RETRY: { target: "reading", actions: "clearProblem" } },
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
              contradicted: false,
            }),
            { type: "tell", params: { type: "stored" } },
          ],
        },
        onError: [
          {
            guard: { type: "terminal", params: ({ event }) => failureOf(event.error) },
            target: "failed",
            actions: { type: "fail", params: ({ event }) => failureOf(event.error) },
          },
          {
            guard: { type: "contradictedAgain", params: ({ event }) => failureOf(event.error) },
            target: "failed",
            actions: { type: "fail", params: ({ event }) => failureOf(event.error) },
          },
          {
            target: "enteringCredentials",
            actions: [
              assign({ contradicted: ({ context, event }) => context.contradicted || isContradiction(failureOf(event.error)) }),
              { type: "report", params: ({ event }) => failureOf(event.error) },
            ],
          },
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
        input: ({ context }) => ({ taskRunId: context.taskRunId, resumed: context.taskRunId === context.resume?.taskRunId }),
      },
      on: {
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
        RUN_LOST: [
          { guard: { type: "leftOver", params: ({ event }) => event.failure }, target: "deciding", actions: "beginAnew" },
          { target: "failed", actions: { type: "fail", params: ({ event }) => event.failure } },
        ],
        RUN_ENDED: [
          {
            guard: { type: "verified", params: ({ event }) => event.run },
            target: "succeeded",
            actions: { type: "succeed", params: { verified: true, failure: null } },
          },
          {
            guard: { type: "forHost", params: ({ event }) => failureOfRun(event.run) },
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
              actions: sendTo("watcher", ({ event }) => ({ type: "GO_ON", answered: "yes", at: event.output.updatedAt })),
            },
            onError: [
              {
                guard: { type: "terminal", params: ({ event }) => failureOf(event.error) },
                target: "#flow.failed",
                actions: { type: "fail", params: ({ event }) => failureOf(event.error) },
              },
              {
                target: "prompting",
                actions: [
                  { type: "report", params: ({ event }) => failureOf(event.error) },
                  sendTo("watcher", ({ event }) => ({ type: "GO_ON", answered: failureOf(event.error).refused ? "no" : "perhaps", at: null })),
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
        /**
         * Sent only where the host has allowed it (`retryable`): collects again, for the same credential if there is one. Its source
         * may not have been read yet, where a run was resumed.
         */
        RETRY: {
          guard: "canRetry",
          target: "loadingSource",
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
