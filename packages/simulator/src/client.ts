/** What came back. `body` is the parsed JSON: tests look into answers of every shape, and what is wrong there fails the test. */
export interface Received {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: ReturnType<(typeof JSON)["parse"]>;
}

/** A caller with one bearer, for our tests and the conformance checks. */
export interface Client {
  get(path: string): Promise<Received>;
  post(path: string, body?: unknown, idempotencyKey?: string): Promise<Received>;
  patch(path: string, body?: unknown, idempotencyKey?: string): Promise<Received>;
  delete(path: string, idempotencyKey?: string): Promise<Received>;
  send(method: string, path: string, body: string | undefined, headers?: Record<string, string>): Promise<Received>;
}

/** Where requests go. */
export type Send = (url: string, init: RequestInit) => Promise<Response>;

export const createClient = (send: Send, apiUrl: string, bearer: string): Client => {
  const raw = async (method: string, path: string, body: string | undefined, headers: Record<string, string> = {}): Promise<Received> => {
    const own = { authorization: `Bearer ${bearer}`, ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers };
    const response = await send(`${apiUrl}${path}`, { method, headers: own, ...(body === undefined ? {} : { body }) });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json") === true;
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : null };
  };
  const write = (method: string) => (path: string, body?: unknown, key?: string) =>
    raw(method, path, body === undefined ? undefined : JSON.stringify(body), key === undefined ? {} : { "idempotency-key": key });
  return {
    get: (path) => raw("GET", path, undefined),
    post: write("POST"),
    patch: write("PATCH"),
    delete: (path, key) => write("DELETE")(path, undefined, key),
    send: raw,
  };
};
