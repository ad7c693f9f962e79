import { once } from "node:events";
import { createServer } from "node:http";
import { serve } from "@hono/node-server";
import type { ServerType } from "@hono/node-server";
import { expect, it } from "vitest";
import { closeInOrder } from "./close.ts";
import { createDemo } from "./demo.ts";

const originOf = (server: { address(): unknown }): string => {
  const address = server.address();
  return `http://localhost:${typeof address === "object" && address !== null && "port" in address ? address.port : 0}`;
};

/** The demo on a port, and an open stream of Ada's. */
async function openStream(): Promise<{ server: ServerType; drain: () => void; stream: Response }> {
  const { app, drain } = createDemo({
    secretKey: "sk_live_demo_test",
    apiUrl: "http://127.0.0.1:4320/v2",
    embedUrl: "http://127.0.0.1:4310",
    pages: "there are none",
    webhookSecret: `whsec_${Buffer.alloc(32, 5).toString("base64")}`,
    log: () => {},
    fetch: async ({ url }) =>
      Response.json(
        url.includes("/task-runs/")
          ? { id: "trun_1", status: "running", credential_id: "cred_1", updated_at: "2025-01-15T09:30:00Z" }
          : { id: "cred_1", status: "verified", external_id: "customer-ada", source_id: "src_1", auth_method: null },
      ),
  });
  const server = serve({ fetch: app.fetch, port: 0 });
  await once(server, "listening");
  const origin = originOf(server);
  const headers = { "sec-fetch-site": "same-origin", "content-type": "application/json" };
  const signedIn = await fetch(`${origin}/api/session`, { method: "POST", headers, body: '{"name":"Ada"}' });
  await signedIn.text();
  const cookie = signedIn.headers.get("set-cookie")?.split(";")[0] ?? "";
  return { server, drain, stream: await fetch(`${origin}/api/deck-auth/events?taskRunId=trun_1`, { headers: { ...headers, cookie } }) };
}

it("lets each page read when to come back, and is over as soon as they have (F32)", async () => {
  const { drain, server, stream } = await openStream();
  expect(stream.status).toBe(200);
  drain();
  const closed = closeInOrder(server, 60_000);
  expect(await stream.text()).toMatch(/^retry: 2000\n\n(?:[^]*\n\n)?retry: \d+\n\n$/);
  await closed;
});

it("cuts off what never ends", async () => {
  const server = createServer((_, response) => response.write("half")).listen(0);
  await once(server, "listening");
  const answer = await fetch(originOf(server));
  const closed = closeInOrder(server, 50);
  await expect(answer.text()).rejects.toThrow("terminated");
  await closed;
});
