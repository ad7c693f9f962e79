import type { Clock } from "@deck-auth/contract";
import type { Held } from "./api/retry.ts";

/**
 * What a person types. `again`: what of an answer need not be typed again when the source asks once more (M44), nothing of it
 * secret; kept until the next answer, or the end of the flow. `username`: the one that was submitted, by the id of its source, where
 * the host lets people try again after an error, so that it is not asked for twice.
 */
export type SecretKind = "credentials" | "answer" | "again" | "username";

/**
 * A write that was sent and whose answer is not known for sure. There may be one for each target: the source or the credential
 * that something is stored for, or the run that is answered.
 */
export interface PendingWrite {
  readonly target: string;
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
  /** A write is on its way. Kept until `settle`, so that every further try is the same request; once erased there is none. */
  keep(kind: SecretKind, write: PendingWrite): Held;
  pending(kind: SecretKind, target: string): PendingWrite | null;
  /** The definite answer came: values, body and key are forgotten. */
  settle(kind: SecretKind, target: string): void;
  /** The answer did not come for now. What is typed stays for two minutes since this was said first, for another try. */
  leaveOpen(kind: SecretKind, target: string): void;
  /** Forgets everything typed; keeps the keys. */
  erase(): void;
  /** The same, but for the username where somebody may try again. */
  eraseAllBut(kept: "username"): void;
  /** Forgets everything, and holds nothing from now on: the flow is gone. */
  end(): void;
}

/** How long the values of an unanswered write are kept. */
export const openLifetime = 120_000;

/** So many targets may have an unanswered write; of one more, the first is forgotten. */
export const mostOpen = 8;

export function createSecrets(clock: Clock): Secrets {
  const values = new Map<SecretKind, ReadonlyMap<string, string>>();
  const writes = new Map<string, PendingWrite>();
  /** For each write, what ends its being sent. */
  const held = new Map<string, AbortController>();
  // By the name of what each will erase.
  const timers = new Map<string, () => void>();
  let ended = false;

  const nameOf = (kind: SecretKind, target: string): string => `${kind} ${target}`;

  function stopTimer(name: string): void {
    timers.get(name)?.();
    timers.delete(name);
  }

  function later(name: string, run: () => void): void {
    if (!timers.has(name)) timers.set(name, clock.after(openLifetime, run));
  }

  function forgetValues(kind: SecretKind): void {
    stopTimer(kind);
    values.delete(kind);
  }

  function release(name: string): void {
    stopTimer(name);
    held.get(name)?.abort();
    held.delete(name);
  }

  function forgetBody(name: string): void {
    release(name);
    const write = writes.get(name);
    if (write !== undefined) writes.set(name, { ...write, body: null });
  }

  function forgetWrite(name: string): void {
    release(name);
    writes.delete(name);
  }

  function leaveOpen(kind: SecretKind, target: string): void {
    if (ended) return;
    const name = nameOf(kind, target);
    later(kind, () => forgetValues(kind));
    later(name, () => forgetBody(name));
  }

  function eraseAllBut(kept: "username" | null): void {
    for (const kind of ["credentials", "answer", "again", "username"] as const) if (kind !== kept) forgetValues(kind);
    for (const name of writes.keys()) forgetBody(name);
  }
  const erase = (): void => eraseAllBut(null);

  return {
    hold(kind, typed) {
      stopTimer(kind);
      if (!ended) values.set(kind, new Map(typed));
    },
    read: (kind) => values.get(kind) ?? null,
    keep(kind, write) {
      const name = nameOf(kind, write.target);
      const holding = new AbortController();
      forgetWrite(name);
      if (ended) holding.abort();
      else {
        writes.set(name, write);
        held.set(name, holding);
        const [eldest] = writes.keys();
        if (writes.size > mostOpen && eldest !== undefined) forgetWrite(eldest);
      }
      return { forgotten: holding.signal, leaveOpen: () => leaveOpen(kind, write.target) };
    },
    pending: (kind, target) => writes.get(nameOf(kind, target)) ?? null,
    settle(kind, target) {
      forgetValues(kind);
      forgetWrite(nameOf(kind, target));
    },
    leaveOpen,
    erase,
    eraseAllBut,
    end() {
      erase();
      writes.clear();
      ended = true;
    },
  };
}
