import { afterAll, expect, test } from "vitest";

const script = new URL("./trial/worker.ts", import.meta.url).href;
const address = new URL("./trial/page.html", import.meta.url).href;

const opened: HTMLIFrameElement[] = [];
afterAll(async () => {
  for (const frame of opened) frame.remove();
  for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
});

/** A page under the worker, and a `fetch` as its own scripts have it. */
const openPage = async () => {
  const registration = await navigator.serviceWorker.register(script, { type: "module" });
  // Its modules are built as they are asked for.
  await expect.poll(() => registration.active?.state, { timeout: 20_000 }).toBe("activated");
  const frame = document.createElement("iframe");
  frame.src = address;
  const loaded = new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
  document.body.append(frame);
  opened.push(frame);
  await loaded;
  const page = frame.contentWindow;
  if (page === null) throw new Error("The page did not open.");
  return page;
};

test("a static page has the whole API from a service worker, pictures included (issue: in the browser)", async () => {
  const page = await openPage();
  const headers = { authorization: "Bearer sk_live_simulator", "content-type": "application/json" };
  const post = async (path: string, body: unknown) =>
    (await page.fetch(`https://api.deck.co/v2${path}`, { method: "POST", headers, body: JSON.stringify(body) })).json();
  const auth_credentials = { username: "user_mfa", password: "any" };
  const credential = await post("/credentials", { source_id: "src_000001", auth_method: "username_password", auth_credentials });
  const run = await post("/tasks/task_login/run", { credential_id: credential.id });
  expect(run.status).toBe("queued");
  await page.fetch("https://api.deck.co/_sim/clock", { method: "POST", body: JSON.stringify({ advanceMs: 4000 }) });
  const read = await (await page.fetch(`https://api.deck.co/v2/task-runs/${run.id}?include=screenshots`, { headers })).json();
  expect(read.status).toBe("interaction_required");
  const image = page.document.createElement("img");
  image.src = read.artifacts.screenshots[0].url;
  await image.decode();
  expect([image.naturalWidth, image.naturalHeight]).toEqual([640, 400]);
});
