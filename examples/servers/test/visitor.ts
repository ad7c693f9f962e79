/** A signed-in user's browser, as far as a server can tell. */
export interface Visitor {
  get(path: string, headers?: Record<string, string>, signal?: AbortSignal): Promise<Response>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
}

const sameOrigin = { "sec-fetch-site": "same-origin" };

/** A browser without a session, or one that signs in as this user. */
export async function visit(origin: string, user: string | null): Promise<Visitor> {
  let cookie = "";
  const visitor: Visitor = {
    get: (path, headers = {}, signal = undefined) => fetch(`${origin}${path}`, { headers: { ...sameOrigin, cookie, ...headers }, ...(signal === undefined ? {} : { signal }) }),
    post: (path, body, headers = {}) =>
      fetch(`${origin}${path}`, { method: "POST", headers: { ...sameOrigin, cookie, "content-type": "application/json", ...headers }, body: JSON.stringify(body) }),
  };
  if (user !== null) {
    const answer = await visitor.post("/sign-in", { user });
    cookie = answer.headers.get("set-cookie")?.split(";")[0] ?? "";
    await answer.arrayBuffer();
  }
  return visitor;
}

/** Reads a stream of events as it comes. */
export function readEvents(response: Response): { text(): string; ended(): boolean } {
  let text = "";
  let ended = false;
  const decoder = new TextDecoder();
  void (async () => {
    try {
      for await (const part of response.body ?? []) text += decoder.decode(part, { stream: true });
    } catch {
      // Cut off, which is an end too.
    }
    ended = true;
  })();
  return { text: () => text, ended: () => ended };
}
