import { isSessionToken } from "@deck-auth/contract";
import type { Deployment } from "@deck-auth/contract";
import { maximumMessageLength } from "@deck-auth/contract/messages";
import type { EmbedConfig } from "@deck-auth/contract/messages";

/** What a flow was opened with by its URL. All of it but the token survives a reload. */
export interface Opening {
  config: EmbedConfig;
  /** Who may be told, and may say, something: the origin of the page that frames this one. Not yet known to be allowed to. */
  parentOrigin: string | null;
  /** Where to go back to. Not yet known to be allowed. */
  redirectUrl: string | null;
  /** Handed back with it, as it is. */
  state: string | null;
}

export interface Parameters extends Opening {
  /** As given; `""` when there is none that could be one. */
  token: string;
}

type Warn = (message: string) => void;

/** All that a URL may say (design 3.2). The API's address, image hosts and the like are not among it, and are ignored (T13). */
const names = [
  "token", "sourceId", "credentialId", "externalId", "taskId", "appearance", "language", "taskRunView", "copy", "closable",
  "sourceNotFound", "retryable", "resumeCredentialId", "resumeTaskRunId", "parentOrigin", "redirectUrl", "state",
] as const;

type Name = (typeof names)[number];

/** A state is a reference, not a document. */
const longestState = 4_096;

function parseJson(text: string): object | null {
  if (text.length > maximumMessageLength) return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

/**
 * Reads the parameters of an address, whatever is in it: what makes no sense counts as not given, and a warning names it, never
 * its value (R147 to R149, T18). The fragment wins over the query, where a server may have seen it.
 *
 * @returns `null` when there is none of ours.
 */
export function readParameters(
  query: URLSearchParams,
  fragment: URLSearchParams,
  { queryToken }: Pick<Deployment, "queryToken">,
  warn: Warn,
): Parameters | null {
  if (!names.some((name) => query.has(name) || fragment.has(name))) return null;

  const placeOf = (name: Name) => (fragment.has(name) ? fragment : query);
  function text(name: Name): string | undefined {
    const [value, ...others] = placeOf(name).getAll(name);
    if (others.length === 0) return value === "" ? undefined : value;
    warn(`The parameter "${name}" is given twice, so it is ignored.`);
    return undefined;
  }
  function json(name: Name): object | undefined {
    const given = text(name);
    if (given === undefined) return undefined;
    const value = parseJson(given);
    if (value === null) warn(`The parameter "${name}" is not the JSON of an object, so it is ignored.`);
    return value ?? undefined;
  }
  function sourceId(): EmbedConfig["sourceId"] {
    const given = placeOf("sourceId").getAll("sourceId");
    const ids = given.flatMap((some) => some.split(",")).filter((id) => id !== "");
    return given.length === 1 && given[0] === ids[0] ? ids[0] : ids;
  }
  function token(): string {
    if (query.has("token")) {
      const refused = queryToken === "refuse" && !fragment.has("token");
      warn(`A token in the query is seen by servers and proxies on the way. Put it behind "#".${refused ? " It was refused." : ""}`);
      if (refused) return "";
    }
    const given = text("token") ?? "";
    return isSessionToken(given) ? given : "";
  }
  function resume(): EmbedConfig["resume"] {
    const credentialId = text("resumeCredentialId");
    const taskRunId = text("resumeTaskRunId");
    if (credentialId !== undefined && taskRunId !== undefined) return { credentialId, taskRunId };
    if (credentialId !== undefined || taskRunId !== undefined)
      warn('"resumeCredentialId" and "resumeTaskRunId" are of use only together, so the one alone is ignored.');
    return undefined;
  }
  function state(): string | null {
    const given = text("state") ?? null;
    if (given === null || given.length <= longestState) return given;
    warn(`The parameter "state" is longer than ${longestState} characters, so it is ignored.`);
    return null;
  }

  return {
    token: token(),
    config: {
      sourceId: sourceId(),
      credentialId: text("credentialId"),
      externalId: text("externalId"),
      taskId: text("taskId"),
      appearance: json("appearance"),
      language: text("language"),
      taskRunView: text("taskRunView"),
      copy: json("copy"),
      closable: text("closable") === "1",
      sourceNotFound: text("sourceNotFound") === "1",
      retryable: text("retryable") === "1",
      resume: resume(),
    },
    parentOrigin: text("parentOrigin") ?? null,
    redirectUrl: text("redirectUrl") ?? null,
    state: state(),
  };
}
