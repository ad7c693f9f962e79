import { mostOpen } from "./secrets.ts";

const names = [
  /** The run that the host asked to go on with. */
  "resumedRunId",
  "sourceId",
  /** The credential to be updated. */
  "credentialId",
  /** The credential that was stored. */
  "storedCredentialId",
  "taskRunId",
  /** The key of the run's start while its answer is not known. */
  "runKey",
] as const;

/** How far it has come to store what is typed for one target: a source, or the credential to be updated. */
export interface Storing {
  readonly target: string;
  /** The key of what is on its way and whose answer is not known. */
  readonly key: string | null;
  /** The credential that was made of text since corrected: what is typed for this target updates it. */
  readonly madeId: string | null;
}

/** What of a flow outlives its page: ids and idempotency keys. Nothing that was typed, and no token. */
export interface Progress extends Readonly<Record<(typeof names)[number], string | null>> {
  /** Of each target with something unsettled; the one that was sent last stands last. */
  readonly storings: readonly Storing[];
}

/** A place that outlives the page. Any of it may throw: a browser may refuse a frame all storage (F29). */
export interface Keeper {
  read(): string | null;
  write(text: string): void;
  remove(): void;
}

/** Where the flow has come to, so that a reloaded or killed page goes on from there (F10, F11). */
export interface Checkpoint {
  current(): Progress;
  note(change: Partial<Omit<Progress, "storings">>): void;
  storingOf(target: string): Storing;
  noteStoring(target: string, change: Partial<Omit<Storing, "target">>): void;
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

/** The name under which each of `storings` stands: target, key and made id, of which none holds a comma. */
const storing = "storing";

function textOf(progress: Progress): string {
  const kept = new URLSearchParams();
  for (const name of names) if (progress[name] !== null) kept.set(name, progress[name]);
  for (const { target, key, madeId } of progress.storings) kept.append(storing, [target, key, madeId].join());
  return kept.toString();
}

function progressOf(text: string): Progress {
  const kept = new URLSearchParams(text);
  return {
    resumedRunId: kept.get("resumedRunId"),
    sourceId: kept.get("sourceId"),
    credentialId: kept.get("credentialId"),
    storedCredentialId: kept.get("storedCredentialId"),
    taskRunId: kept.get("taskRunId"),
    runKey: kept.get("runKey"),
    storings: kept.getAll(storing).map((one) => {
      const [target = "", key = "", madeId = ""] = one.split(",");
      return { target, key: key === "" ? null : key, madeId: madeId === "" ? null : madeId };
    }),
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

  const storingOf = (target: string): Storing =>
    progress.storings.find((one) => one.target === target) ?? { target, key: null, madeId: null };

  return {
    current: () => progress,
    note(change) {
      progress = { ...progress, ...change };
      keep();
    },
    storingOf,
    noteStoring(target, change) {
      const now = { ...storingOf(target), ...change };
      const others = progress.storings.filter((one) => one.target !== target);
      const storings = now.key === null && now.madeId === null ? others : [...others, now].slice(-mostOpen);
      progress = { ...progress, storings };
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
