import { findError } from "@deck-auth/contract";
import type { DeckError, ErrorName } from "@deck-auth/contract";

/** Whether this is `type/code` of a documented error. */
export const isErrorName = (name: string): name is ErrorName => {
  const [type = "", code = "", ...rest] = name.split("/");
  return rest.length === 0 && findError(type, code) !== undefined;
};

/** One error as answers and failed runs carry it (deck-api 1.8). `field` only where a field is to blame. */
export const errorOf = (name: ErrorName, field?: string, message?: string): DeckError => {
  const [type = "", code = ""] = name.split("/");
  const text = message ?? findError(type, code)?.summary ?? code;
  return field === undefined ? { type, code, message: text } : { type, code, field, message: text };
};

/** Thrown by whoever finds that a request cannot be served; turned into the envelope in one place. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: number;
  readonly errors: readonly DeckError[];

  constructor(status: number, errors: readonly DeckError[]) {
    super(errors.map((error) => `${error.type}/${error.code}`).join(", "));
    this.status = status;
    this.errors = errors;
  }
}

/** The HTTP status of an error; 500 for one that is only ever seen in a failed run. */
export const statusOf = (name: ErrorName): number => {
  const [type = "", code = ""] = name.split("/");
  return findError(type, code)?.status ?? 500;
};

/**
 * A refusal with the status that the catalogue gives the error.
 *
 * @param field the field to blame
 * @param details another message than the catalogue's, or another status
 */
export const refuse = (name: ErrorName, field?: string, details: { message?: string; status?: number } = {}): Refusal =>
  new Refusal(details.status ?? statusOf(name), [errorOf(name, field, details.message)]);
