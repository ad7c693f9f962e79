import { createDeckAuth } from "../create.ts";
import type { DeckAuth } from "../create.ts";
import type { Subject } from "../guards/subject.ts";
import { consoleLog, unfailing } from "../log.ts";
import type { DeckAuthOptions } from "../options.ts";
import { refuseMethod, refuseRoute } from "../routes/answers.ts";
import type { NodeRequest, NodeResponse } from "./node-http.ts";
import { readNodeBody, readNodeHeaders, readNodeUrl, SenderLeft } from "./read-request.ts";
import type { NodeBody } from "./read-request.ts";
import { sendResponse } from "./send-response.ts";

/** As {@link DeckAuthOptions}, but `authorize` gets Express's own request, with its session, cookies and user. */
export interface ExpressDeckAuthOptions<Incoming extends NodeRequest> extends Omit<DeckAuthOptions, "authorize"> {
  /** Says who sent a request; `null` when nobody is signed in. Required, as in {@link DeckAuthOptions}. */
  authorize: (request: Incoming) => Subject | null | Promise<Subject | null>;
}

/** Express's, or the app's own handler, which may be asynchronous. */
type Next = (error?: unknown) => unknown;

/** The server side of `<DeckAuth>` for Express. */
export interface ExpressDeckAuth<Incoming extends NodeRequest> extends DeckAuth {
  /**
   * Answers the routes below `basePath` and hands every other request on. Mount it without a path, `app.use(deckAuth.middleware)`, or
   * with `basePath`. Also a handler for `node:http`; a `next` of yours that throws or rejects is answered 500 and logged.
   */
  readonly middleware: (request: Incoming, response: NodeResponse, next?: (error?: unknown) => void) => void;
}

const bodyParsed =
  "The body of this webhook was parsed before its signature could be checked. Mount deckAuth.middleware before express.json(), or use express.json({ verify: keepRawBody }).";

/** A JSON body that was parsed before us, written again: no route but the webhooks' looks at its bytes. */
function bodyOf(body: NodeBody, headers: Headers): Uint8Array<ArrayBuffer> | string {
  if (body.kind === "bytes") return new Uint8Array(body.bytes);
  // Only JSON: what a form parser made of a form must not become JSON here.
  return /^application\/json\b/i.test(headers.get("content-type") ?? "") && body.value !== undefined ? JSON.stringify(body.value) : "";
}

/**
 * {@link createDeckAuth} for Express 4 and 5. The request that `authorize` gets is Express's, so middleware for sessions goes before
 * this; `express.json()` goes after it, or keeps the raw bytes of webhooks by `verify: keepRawBody`.
 *
 * @throws TypeError when an option is missing or wrong
 */
export function createExpressDeckAuth<Incoming extends NodeRequest>(options: ExpressDeckAuthOptions<Incoming>): ExpressDeckAuth<Incoming> {
  const { authorize, basePath = "/api/deck-auth" } = options;
  const log = unfailing(options.log ?? consoleLog);
  const incomingOf = new WeakMap<Request, Incoming>();
  const deckAuth = createDeckAuth({
    ...options,
    // What is no function is refused there, with a sentence.
    authorize: typeof authorize !== "function" ? authorize : (request) => {
      const incoming = incomingOf.get(request);
      // Not through the middleware, so without a request of Express: nobody.
      return incoming === undefined ? null : authorize(incoming);
    },
  });

  async function answer(incoming: Incoming, outgoing: NodeResponse, url: URL): Promise<void> {
    const gone = new AbortController();
    outgoing.once("close", () => gone.abort());
    const headers = readNodeHeaders(incoming);
    const method = incoming.method ?? "GET";
    // No `Request` can be made of these.
    if (/^(?:CONNECT|TRACE|TRACK)$/i.test(method)) return sendResponse(refuseMethod("GET, POST"), outgoing);
    const hasBody = method !== "GET" && method !== "HEAD";
    const body = hasBody ? await readNodeBody(incoming) : null;
    if (body?.kind === "parsed" && url.pathname === `${basePath}/webhooks`) {
      log({ level: "error", event: "webhook_body_parsed" });
      const refusal = { errors: [{ type: "api", code: "webhook_body_parsed", message: bodyParsed }] };
      return sendResponse(Response.json(refusal, { status: 500, headers: { "cache-control": "no-store" } }), outgoing);
    }
    const request = new Request(url.href, { method, headers, signal: gone.signal, ...(body === null ? {} : { body: bodyOf(body, headers) }) });
    incomingOf.set(request, incoming);
    await sendResponse(await deckAuth.handle(request), outgoing);
  }

  /** Without Express the app's own handler is called by nobody but us: that it failed nobody else would hear, and the process would end. */
  async function handOn(outgoing: NodeResponse, next: Next, error?: unknown): Promise<void> {
    try {
      await next(error);
    } catch (failure) {
      log({ level: "error", event: "next_failed", error: failure instanceof Error ? failure.name : typeof failure });
      if (outgoing.writableEnded) return;
      if (outgoing.headersSent) return void outgoing.destroy();
      outgoing.statusCode = 500;
      outgoing.end();
    }
  }

  async function serve(incoming: Incoming, outgoing: NodeResponse, url: URL, next: Next | undefined): Promise<void> {
    try {
      await answer(incoming, outgoing, url);
    } catch (error) {
      // A header cannot be one. Who left in the middle is no fault of the app's.
      if (next !== undefined && !outgoing.headersSent && !outgoing.destroyed && !(error instanceof SenderLeft)) await handOn(outgoing, next, error);
      else outgoing.destroy();
    }
  }

  return {
    ...deckAuth,
    middleware(incoming, outgoing, next) {
      const url = readNodeUrl(incoming);
      const isOurs = url !== null && (url.pathname === basePath || url.pathname.startsWith(`${basePath}/`));
      if (!isOurs && next !== undefined) return void handOn(outgoing, next);
      if (url === null) return void sendResponse(refuseRoute(), outgoing);
      void serve(incoming, outgoing, url, next);
    },
  };
}
