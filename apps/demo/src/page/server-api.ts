// The page's own server. Answers are read field by field: a page should not believe even its own server's shape blindly.

/** Who is signed in, and where the embed page is. */
export interface Session {
  name: string | null;
  embedUrl: string;
}

/** What `/token` gave. */
export interface Token {
  token: string;
  externalId: string;
}

/** A sentence for the person at the page. */
export class ServerProblem extends Error {
  override readonly name = "ServerProblem";
}

async function ask(method: "GET" | "POST" | "DELETE", path: string, body?: unknown): Promise<unknown> {
  const init = body === undefined ? { method } : { method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(path, init).catch(() => {
    throw new ServerProblem("The demo's server does not answer.");
  });
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new ServerProblem(problemIn(answer) ?? `The demo's server answered ${response.status}.`);
  return answer;
}

function problemIn(answer: unknown): string | null {
  if (typeof answer !== "object" || answer === null) return null;
  if ("problem" in answer && typeof answer.problem === "string") return answer.problem;
  if (!("errors" in answer) || !Array.isArray(answer.errors)) return null;
  const [first] = answer.errors;
  return `The demo's server answered ${String(first?.type)}/${String(first?.code)}: ${String(first?.message)}`;
}

function readSession(answer: unknown): Session {
  if (typeof answer === "object" && answer !== null && "name" in answer && "embedUrl" in answer) {
    const { name, embedUrl } = answer;
    if ((name === null || typeof name === "string") && typeof embedUrl === "string") return { name, embedUrl };
  }
  throw new ServerProblem("The demo's server gave an answer that the page cannot read.");
}

export const readCurrentSession = async (): Promise<Session> => readSession(await ask("GET", "/api/session"));
export const signIn = async (name: string): Promise<Session> => readSession(await ask("POST", "/api/session", { name }));
export const signOut = async (): Promise<Session> => readSession(await ask("DELETE", "/api/session"));

/** A fresh session token for the signed-in user. */
export async function fetchToken(): Promise<Token> {
  const answer = await ask("POST", "/api/deck-auth/token", {});
  if (typeof answer === "object" && answer !== null && "token" in answer && "externalId" in answer) {
    const { token, externalId } = answer;
    if (typeof token === "string" && typeof externalId === "string") return { token, externalId };
  }
  throw new ServerProblem("The demo's server gave no token.");
}

/** What the server could confirm, as it said it. */
export interface Confirmation {
  ownerMatches: boolean;
  status: string | null;
  verified: boolean | null;
  /** The whole answer as JSON. */
  json: string;
}

/** Asks the server what it can confirm of what `onSuccess` reported. */
export async function fetchConfirmation(reported: { credentialId: string; taskRunId: string | null }): Promise<Confirmation> {
  const { credentialId, taskRunId } = reported;
  const answer = await ask("POST", "/api/deck-auth/confirm", { credentialId, taskRunId });
  if (typeof answer === "object" && answer !== null && "ownerMatches" in answer && "status" in answer && "verified" in answer) {
    const { ownerMatches, status, verified } = answer;
    if (
      typeof ownerMatches === "boolean" &&
      (status === null || typeof status === "string") &&
      (verified === null || typeof verified === "boolean")
    ) {
      return { ownerMatches, status, verified, json: JSON.stringify(answer) };
    }
  }
  throw new ServerProblem("The demo's server gave a confirmation that the page cannot read.");
}

/** How often the flow read this run so far; `null` where only the real API would know. */
export async function fetchReads(taskRunId: string): Promise<number | null> {
  const answer = await ask("GET", `/api/requests?taskRunId=${encodeURIComponent(taskRunId)}`).catch(() => null);
  return typeof answer === "object" && answer !== null && "reads" in answer && typeof answer.reads === "number" ? answer.reads : null;
}

/** A source that can be chosen in the settings. */
export interface KnownSource {
  id: string;
  label: string;
}

/** The organization's sources, as the server keeps them. */
export async function fetchSources(): Promise<KnownSource[]> {
  const answer = await ask("GET", "/api/deck-auth/sources");
  const items: unknown = typeof answer === "object" && answer !== null && "items" in answer ? answer.items : null;
  if (!Array.isArray(items)) throw new ServerProblem("The demo's server gave no sources.");
  return items.map((item) => ({ id: String(item?.id), label: String(item?.name ?? item?.host) }));
}
