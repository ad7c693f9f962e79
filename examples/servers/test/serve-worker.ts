// Runs src/worker.ts as a worker platform does: built for it, in a realm that has the web's globals and none of Node's.
import { fileURLToPath } from "node:url";
import { EdgeVM } from "@edge-runtime/vm";
import { serve } from "@hono/node-server";
import { build } from "vite";

const entry = fileURLToPath(new URL("../src/worker.ts", import.meta.url));
const built = await build({
  configFile: false,
  logLevel: "silent",
  resolve: { conditions: ["workerd", "worker"] },
  build: { write: false, minify: false, target: "es2022", lib: { entry, formats: ["iife"], name: "worker" } },
});
const [output] = Array.isArray(built) ? built : [];
const code = output?.output[0].code ?? "";

const vm = new EdgeVM();
vm.evaluate(`${code}; globalThis.worker = worker;`);
const { DECK_API_URL, DECK_SECRET_KEY, DECK_WEBHOOK_SECRET, PORT, SESSION_SECRET } = process.env;
vm.context["environment"] = { DECK_API_URL, DECK_SECRET_KEY, DECK_WEBHOOK_SECRET, SESSION_SECRET };
const call: (method: string, url: string, headers: [string, string][], body: ArrayBuffer | undefined, signal: AbortSignal) => Promise<Response> = vm.evaluate(
  `(method, url, headers, body, signal) => {
    const gone = new AbortController();
    signal.addEventListener("abort", () => gone.abort());
    return worker.fetch(new Request(url, { method, headers, body, signal: gone.signal }), environment);
  }`,
);

async function fetch(request: Request): Promise<Response> {
  const hasBody = request.method !== "GET" && request.method !== "HEAD";
  const { body, headers, status } = await call(request.method, request.url, [...request.headers], hasBody ? await request.arrayBuffer() : undefined, request.signal);
  const reader = body?.getReader();
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const part = await reader?.read();
        if (part === undefined || part.done) controller.close();
        else controller.enqueue(new Uint8Array(part.value));
      },
      cancel: (reason) => reader?.cancel(reason),
    },
    { highWaterMark: 0 },
  );
  return new Response(body === null ? null : stream, { status, headers: [...headers] });
}

serve({ fetch, port: Number(PORT) }, (address) => console.warn(`listening on ${JSON.stringify(address)}`));
