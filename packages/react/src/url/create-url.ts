// Runs in React Native, whose URL and URLSearchParams are not the platform's: nothing but encodeURIComponent is asked for.
import type { FlowOptions } from "@deck-auth/contract/messages";
import { showsPicker } from "../embed-config.ts";
import { textsOf } from "../texts.ts";

/** What {@link createDeckAuthUrl} takes. Only `embedUrl` and `token` are required. */
export interface DeckAuthUrlConfig extends FlowOptions {
  /** Address of the embed page: https, or http on loopback. A query is kept; it may have no fragment. */
  embedUrl: string;
  /** The session token (`tk_…`) that your server got from `POST /token`. */
  token: string;
  /** Whether there is a close button, which sends `close`. @default false */
  closable?: boolean | undefined;
  /** Whether you do something about a source that is not listed, which an `event` `source_not_listed` tells. @default false */
  sourceNotFound?: boolean | undefined;
  /** For a plain iframe: the origin of the page around it, which gets the messages. */
  parentOrigin?: string | undefined;
  /** For a whole browser tab: where to return to at the end. One of those that the embed page's deployment lists. */
  redirectUrl?: string | undefined;
  /** Comes back unchanged with `redirectUrl`, so that you know your own flow again. */
  state?: string | undefined;
}

const usable = /^(https:\/\/[^\s/?#@\\]+|http:\/\/(localhost|127\.0\.0\.1)(:\d+)?)([/?][^\s#\\]*)?$/i;

type Value = string | readonly string[] | undefined;

const flag = (isSet: boolean | undefined): Value => (isSet ? "1" : undefined);
const json = (value: object | undefined): Value => value && JSON.stringify(value);

/** A list of one is a list still, with a picker (R21): a comma says so. */
const listOf = (sourceId: string | readonly string[] | undefined): Value =>
  typeof sourceId === "object" && sourceId.length === 1 ? `${sourceId[0]},` : sourceId;

const encoded = (values: Record<string, Value>): string =>
  Object.entries(values)
    .flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((each) => (each === undefined ? "" : `${name}=${encodeURIComponent(each)}`)))
    .filter(Boolean)
    .join("&");

/** What differs from the shell that the embed page's server gives by itself, so that the right one shows at once. */
function hintsOf(config: DeckAuthUrlConfig): string {
  const [language] = textsOf(config.language);
  const theme = config.appearance?.theme ?? "default";
  const { credentialId, resume, sourceId } = config;
  return encoded({
    lang: language === "en-US" ? undefined : language,
    theme: theme === "default" ? undefined : theme,
    first: showsPicker({ credentialId, resume, sourceId: typeof sourceId === "string" ? sourceId : undefined }) ? undefined : "credentials",
  });
}

/**
 * The address of a flow, for a WebView, a plain iframe or a browser tab (design 3.2). All that matters stands in its fragment, which
 * no server gets to see; the embed page reads it once and erases it. It holds a session token all the same: make a fresh one for
 * each use, and do not log it.
 *
 * @throws TypeError when `embedUrl` is not https (http on loopback only) or has a fragment, and when `token` is missing or is a
 * secret key, which must never leave your server. The message says neither.
 */
export function createDeckAuthUrl(config: DeckAuthUrlConfig): string {
  const { embedUrl, resume, token } = config;
  if (!usable.test(embedUrl)) throw new TypeError("embedUrl must be https (or http on loopback), without a fragment.");
  if (typeof token !== "string" || token === "") throw new TypeError("token must be a session token.");
  if (token.startsWith("sk_")) throw new TypeError("token is a secret key. Keep it on your server, which exchanges it for a session token.");
  const hints = hintsOf(config);
  const query = hints && (embedUrl.includes("?") ? "&" : "?") + hints;
  return `${embedUrl}${query}#${encoded({
    token,
    sourceId: listOf(config.sourceId),
    credentialId: config.credentialId,
    externalId: config.externalId,
    taskId: config.taskId,
    appearance: json(config.appearance),
    language: config.language,
    taskRunView: config.taskRunView,
    copy: json(config.copy),
    closable: flag(config.closable),
    sourceNotFound: flag(config.sourceNotFound),
    retryable: flag(config.retryable),
    resumeCredentialId: resume?.credentialId,
    resumeTaskRunId: resume?.taskRunId,
    parentOrigin: config.parentOrigin,
    redirectUrl: config.redirectUrl,
    state: config.state,
  })}`;
}
