import { isId } from "@deck-auth/contract";
import type { Clock } from "@deck-auth/contract";
import type { DeckAuthLog } from "../log.ts";
import { TimedOut, within } from "../timeout.ts";

/** Who is asking, as the customer's own session says. */
export interface Subject {
  /** The signed-in user's id in your system, 1 to 255 characters. Limits are counted by it. */
  subject: string;
  /** What is stored as `external_id` on this user's credentials, 1 to 255 characters. @default the subject */
  externalId?: string | undefined;
  /** Credentials that are this user's although their `external_id` does not say so. */
  credentialIds?: readonly string[] | undefined;
  /** Only credentials of these sources are confirmed for this user. @default whatever `confirmation.sourceIds` allows */
  sourceIds?: readonly string[] | undefined;
}

/** Says who sent this request; `null` when nobody is signed in. Reads your session, never the request's body. */
export type Authorize = (request: Request) => Subject | null | Promise<Subject | null>;

/** A subject with its defaults. */
export interface Owner {
  readonly subject: string;
  readonly externalId: string;
  readonly credentialIds: readonly string[];
  /** `null`: any. */
  readonly sourceIds: readonly string[] | null;
}

/** How long `authorize` may take, in milliseconds. */
export const authorizeTimeout = 5_000;

const isName = (value: unknown): value is string => typeof value === "string" && value.length >= 1 && value.length <= 255;

/** The ids in a list of ids; `null` for anything else. */
const readIds = (prefix: "credential" | "source", value: unknown): readonly string[] | null =>
  Array.isArray(value) && value.every((id) => isId(prefix, id)) ? [...value] : null;

/** The owner in what `authorize` gave, or `null` for everything that is not exactly a subject (`true` and `{}` included). */
export function readSubject(value: unknown): Owner | null {
  if (typeof value !== "object" || value === null || !("subject" in value) || !isName(value.subject)) return null;
  const externalId = "externalId" in value ? value.externalId : undefined;
  const credentialIds = "credentialIds" in value ? value.credentialIds : undefined;
  const sourceIds = "sourceIds" in value ? value.sourceIds : undefined;
  if (externalId !== undefined && !isName(externalId)) return null;
  const credentials = credentialIds === undefined ? [] : readIds("credential", credentialIds);
  const sources = sourceIds === undefined ? null : readIds("source", sourceIds);
  if (credentials === null || (sourceIds !== undefined && sources === null)) return null;
  return { subject: value.subject, externalId: externalId ?? value.subject, credentialIds: credentials, sourceIds: sources };
}

/** `signed-out`: nobody is there. `refused`: `authorize` failed, so nobody may be let in. */
export type Authorization = { kind: "owner"; owner: Owner } | { kind: "signed-out" } | { kind: "refused" };

/** Asks `authorize`, and lets through nothing but a subject (T35). */
export async function askAuthorize(authorize: Authorize, request: Request, clock: Clock, log: DeckAuthLog): Promise<Authorization> {
  try {
    const given = await within(clock, authorizeTimeout, () => authorize(request));
    if (given === null || given === undefined) return { kind: "signed-out" };
    const owner = readSubject(given);
    if (owner !== null) return { kind: "owner", owner };
    log({ level: "error", event: "authorize_invalid" });
  } catch (error) {
    if (error instanceof TimedOut) log({ level: "error", event: "authorize_timeout" });
    else log({ level: "error", event: "authorize_threw", error: error instanceof Error ? error.name : typeof error });
  }
  return { kind: "refused" };
}
