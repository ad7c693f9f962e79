import type { Clock } from "@deck-auth/contract";

/**
 * What a person types. `again`: what of an answer need not be typed again when the source asks once more (M44), nothing of it
 * secret; kept until the next answer, or the end of the flow.
 */
export type SecretKind = "credentials" | "answer" | "again";

/** A write that was sent and whose answer is not known for sure. */
export interface PendingWrite {
  /** Its idempotency key. */
  readonly key: string;
  /** Its body; `null` once it was erased. Retyped the same, it is the same request. */
  readonly body: unknown;
}

/**
 * The only holder of typed secrets (design 4.2). Neither the chart, nor its events, nor the query cache, nor React's state
 * ever sees them: a form hands them over here, the actor that sends them takes them from here.
 */
export interface Secrets {
  /** The form was submitted with these values, by field name. */
  hold(kind: SecretKind, values: ReadonlyMap<string, string>): void;
  /** What was submitted last, or `null` when there is nothing or it was erased. */
  read(kind: SecretKind): ReadonlyMap<string, string> | null;
  /** A write is on its way. Kept until `settle`, so that every further try is the same request. */
  keep(kind: SecretKind, write: PendingWrite): void;
  pending(kind: SecretKind): PendingWrite | null;
  /** The definite answer came: values, body and key are forgotten. */
  settle(kind: SecretKind): void;
  /** The answer did not come for now. What is typed stays for two minutes, for another try. */
  leaveOpen(kind: SecretKind): void;
  /** Forgets everything typed; keeps the keys. */
  erase(): void;
  /** Forgets everything, and holds nothing from now on: the flow is gone. */
  end(): void;
}

/** How long the values of an unanswered write are kept. */
export const openLifetime = 120_000;

export function createSecrets(clock: Clock): Secrets {
  const values = new Map<SecretKind, ReadonlyMap<string, string>>();
  const writes = new Map<SecretKind, PendingWrite>();
  const timers = new Map<SecretKind, () => void>();
  let ended = false;

  function stopTimer(kind: SecretKind): void {
    timers.get(kind)?.();
    timers.delete(kind);
  }

  function forgetTyped(kind: SecretKind): void {
    stopTimer(kind);
    values.delete(kind);
    const write = writes.get(kind);
    if (write !== undefined) writes.set(kind, { key: write.key, body: null });
  }

  function erase(): void {
    for (const kind of ["credentials", "answer", "again"] as const) forgetTyped(kind);
  }

  return {
    hold(kind, typed) {
      stopTimer(kind);
      if (!ended) values.set(kind, new Map(typed));
    },
    read: (kind) => values.get(kind) ?? null,
    keep(kind, write) {
      stopTimer(kind);
      if (!ended) writes.set(kind, write);
    },
    pending: (kind) => writes.get(kind) ?? null,
    settle(kind) {
      stopTimer(kind);
      values.delete(kind);
      writes.delete(kind);
    },
    leaveOpen(kind) {
      stopTimer(kind);
      if (ended) return;
      timers.set(
        kind,
        clock.after(openLifetime, () => forgetTyped(kind)),
      );
    },
    erase,
    end() {
      erase();
      writes.clear();
      ended = true;
    },
  };
}
