import { expect, test } from "vitest";
import { openWorld } from "../open-world.ts";

test("the start page lists keys, magic users, sources, faults and endpoints, and runs under a strict policy (issue: start page)", async () => {
  const { simulator } = openWorld();
  const response = await simulator.fetch("http://deck.test/");
  const page = await response.text();
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
  for (const text of ["sk_live_simulator_2", "user_mfa_question", "Crédit Élan du Québec", "response_lost", "POST /tasks/{}/run", "http://deck.test/v2", "mother&#39;s"]) {
    expect(page).toContain(text);
  }
  expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(page).not.toMatch(/<script>|style="/);
  for (const [path, type] of [["/_sim/start.js", "text/javascript"], ["/_sim/start.css", "text/css"]] as const) {
    expect((await simulator.fetch(`http://deck.test${path}`)).headers.get("content-type")).toContain(type);
  }
});

test("the page's live requests come from the ledger's last lines", async () => {
  const { simulator, server } = openWorld();
  for (let count = 0; count < 5; count += 1) await server.get("/test");
  const { requests } = await (await simulator.fetch("http://deck.test/_sim/ledger?last=2")).json();
  expect(requests.map(({ request_id }: { request_id: string }) => request_id)).toEqual(["req_000004", "req_000005"]);
});
