import { systemClock } from "@deck-auth/contract";
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";

/** Saves are gathered for so long: what is younger may be lost when the process is killed. */
const gathering = 100;

/** A file that holds the simulator's state. */
export interface StateFile {
  /** What it holds; `undefined` when there is no such file. Throws when it is not JSON. */
  read(): unknown;
  /** Saves soon. */
  saveSoon(): void;
  /** Saves now. */
  save(): void;
}

const isMissing = (reason: unknown) => reason instanceof Error && "code" in reason && reason.code === "ENOENT";

/**
 * Writes the whole state beside the file, then puts it in its place in one move: whenever the process is killed, the file
 * is an old state or a new one, never a piece.
 *
 * @param text the state as it is when it is asked for
 */
export const openStateFile = (path: string, text: () => string): StateFile => {
  let cancel: (() => void) | undefined;
  const save = () => {
    cancel?.();
    cancel = undefined;
    const beside = `${path}.new`;
    const file = openSync(beside, "w", 0o600);
    try {
      writeSync(file, text());
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(beside, path);
  };
  return {
    read() {
      try {
        const value: unknown = JSON.parse(readFileSync(path, "utf8"));
        return value;
      } catch (reason) {
        if (isMissing(reason)) return undefined;
        throw reason;
      }
    },
    saveSoon() {
      cancel ??= systemClock.after(gathering, save);
    },
    save,
  };
};
