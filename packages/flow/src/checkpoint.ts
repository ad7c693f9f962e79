/** What of a flow outlives its page: ids and idempotency keys. Nothing that was typed, and no token. */
const names = [
  /** The run that the host asked to go on with. */
  "resumedRunId",
  "sourceId",
  /** The credential to be updated. */
  "updatesId",
  /** The credential that was stored. */
  "credentialId",
  "taskRunId",
  /** The key of a credential on its way whose answer is not known, and the source or credential that it is for. */
  "storeKey",
  "storeTarget",
  /** A credential that was made of text since corrected, and its source: what is typed for that source updates it. */
  "madeId",
  "madeSource",
  /** The key of the run's start while its answer is not known. */
  "runKey",
] as const;

export type Progress = Readonly<Record<(typeof names)[number], string | null>>;

/** A place that outlives the page. Any of it may throw: a browser may refuse a frame all storage (F29). */
export interface Keeper {
  read(): string | null;
  write(text: string): void;
  remove(): void;
}

/** Where the flow has come to, so that a reloaded or killed page goes on from there (F10, F11). */
export interface Checkpoint {
  current(): Progress;
  note(change: Partial<Progress>): void;
  /**
   * From now on all is kept here. What is here counts if it began with the same wish of the host, of which it is then the later
   * part; another wish is newer than all that was kept.
   */
  open(keeper: Keeper, resumedRunId: string | null): void;
  /** The flow has ended, or was closed: a page that comes after this one begins anew. */
  leave(): void;
  /** The person went on after all: what was left is kept again. */
  stay(): void;
}

function textOf(progress: Progress): string {
  const kept = new URLSearchParams();
  for (const name of names) if (progress[name] !== null) kept.set(name, progress[name]);
  return kept.toString();
}

function progressOf(text: string): Progress {
  const kept = new URLSearchParams(text);
  return {
    resumedRunId: kept.get("resumedRunId"),
    sourceId: kept.get("sourceId"),
    updatesId: kept.get("updatesId"),
    credentialId: kept.get("credentialId"),
    taskRunId: kept.get("taskRunId"),
    storeKey: kept.get("storeKey"),
    storeTarget: kept.get("storeTarget"),
    madeId: kept.get("madeId"),
    madeSource: kept.get("madeSource"),
    runKey: kept.get("runKey"),
  };
}

/** Until it is opened, and where its keeper fails, it is kept for as long as the page lives. */
export function createCheckpoint(): Checkpoint {
  let keeper: Keeper | null = null;
  let progress = progressOf("");
  let kept = "";
  let isLeft = false;

  function attempt<Result>(run: (keeper: Keeper) => Result): Result | null {
    try {
      return keeper === null ? null : run(keeper);
    } catch {
      return null;
    }
  }

  function keep(): void {
    const text = textOf(progress);
    // Told at each change of the chart, few of which change anything here.
    if (isLeft || text === kept) return;
    kept = text;
    attempt((place) => place.write(text));
  }

  return {
    current: () => progress,
    note(change) {
      progress = { ...progress, ...change };
      keep();
    },
    open(place, resumedRunId) {
      keeper = place;
      kept = attempt(() => place.read()) ?? "";
      const before = progressOf(kept);
      progress = before.resumedRunId === resumedRunId ? before : { ...progressOf(""), resumedRunId };
    },
    leave() {
      isLeft = true;
      kept = "";
      attempt((place) => place.remove());
    },
    stay() {
      isLeft = false;
      keep();
    },
  };
}
