import type { Page } from "@playwright/test";
import { watchForWord } from "./canary.ts";
import { expect, test } from "./parties.ts";
import { holdReads } from "./hold-reads.ts";
import type { Flow } from "./flow.ts";

// The live view: pictures from the simulator, whose origin the deployment lists, in the frame of the embed page.

const picture = (flow: Flow) => flow.frame.getByRole("img", { name: /^Live view of Northwind Bank/ });

/** The addresses by which the run's pictures were asked for. */
function watchReads(page: Page) {
  const addresses: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "GET" && /\/task-runs\/\w+\/screenshots\?/.test(request.url())) addresses.push(request.url());
  });
  return addresses;
}

test("shows pictures from the listed origin alone, and asks for them every 5 s (R65, T25, M53)", async ({ demo, flow, page, addresses }) => {
  const images: { url: string; referer: string }[] = [];
  page.on("request", (request) => {
    if (request.resourceType() === "image" && request.url().includes("/_files/")) images.push({ url: request.url(), referer: request.headers()["referer"] ?? "" });
  });
  await demo.open({ view: "live" });
  await flow.pick("Northwind Bank");
  await flow.signIn("user_stuck");
  await flow.at("task-run");
  await expect(picture(flow)).toBeVisible();
  await expect(flow.frame.getByText("You are watching. You cannot click in it.")).toBeVisible();
  await expect(flow.frame.getByText("I wait for the source.")).toBeVisible();
  await expect.poll(() => images.length).toBeGreaterThan(2);

  const origins = images.map(({ url, referer }) => ({ origin: new URL(url).origin, referer }));
  expect(origins).toEqual(images.map(() => ({ origin: addresses.simulator, referer: "" })));
  // Each picture is fetched once.
  expect(new Set(images.map(({ url }) => new URL(url).pathname)).size).toBe(images.length);
  // As the frame itself says when it asked: a busy browser tells us of several at once.
  const asked = await flow.root.evaluate(() => performance.getEntriesByType("resource").flatMap(({ name, startTime }) => (/\/task-runs\/\w+\/screenshots\?/.test(name) ? [startTime] : [])));
  expect(asked.length).toBeGreaterThan(2);
  const gaps = asked.slice(1).map((time, index) => time - (asked[index] ?? 0));
  expect(gaps.filter((gap) => gap < 4_900)).toEqual([]);
});

test("a prompt comes above the last picture; afterwards the focus is at the run's heading (M53, M54)", async ({ demo, flow }) => {
  await demo.open({ view: "live" });
  await flow.pick("Northwind Bank");
  await flow.signIn("user_mfa_question");
  await flow.at("interaction");
  await expect(flow.code).toBeFocused();
  const last = flow.frame.getByRole("img", { name: "Last picture of Northwind Bank" });
  await expect(last).toBeVisible();
  const [form, small] = [await flow.code.boundingBox(), await last.boundingBox()];
  expect(small?.y).toBeGreaterThan(form?.y ?? Number.POSITIVE_INFINITY);
  expect(small?.width).toBeLessThan((form?.width ?? 0) / 2);

  const letRead = await holdReads(demo.page);
  await flow.answer("123456");
  await flow.at("task-run");
  await expect(flow.frame.getByRole("heading", { level: 1 })).toBeFocused();
  await letRead();
  await demo.expectPrompts(2);
  await flow.answer("smith");
  await flow.at("success");
  await expect(flow.frame.getByText("Ended", { exact: true })).toBeVisible();
});

test("the view is switched while the run goes on, and paused: nothing is lost, nothing is asked for (R65, A-9)", async ({ demo, flow, page }) => {
  const reads = watchReads(page);
  await demo.open();
  await flow.pick("Northwind Bank");
  await flow.signIn("user_stuck");
  await flow.at("task-run");
  const view = page.getByLabel("Task run view");
  await expect(flow.frame.getByRole("heading", { name: /^Verifying/ })).toBeVisible();
  expect(reads).toEqual([]);

  await view.selectOption("live");
  await expect(picture(flow)).toBeVisible();
  await expect(flow.frame.getByText("I wait for the source.")).toBeVisible();
  await flow.frame.getByRole("button", { name: "Pause" }).click();
  await expect(flow.frame.getByText("Paused", { exact: true })).toBeVisible();
  const before = reads.length;
  const address = await picture(flow).getAttribute("src");

  await view.selectOption("status");
  await expect(picture(flow)).toHaveCount(0);
  await expect(flow.frame.getByText(/Still working/).first()).toBeVisible();
  await view.selectOption("live");
  await expect(picture(flow)).toHaveAttribute("src", address ?? "");
  await expect(flow.frame.getByText("Paused", { exact: true })).toBeVisible();
  await expect(flow.frame.getByText("I wait for the source.")).toBeVisible();
  expect(reads).toHaveLength(before);
});

test("pictures and what the agent writes never reach the host (T26)", async ({ demo, flow, page, context, simulator }) => {
  const reasoning = await watchForWord(context, "The source is slow to answer");
  await demo.open({ view: "live" });
  await flow.pick("Northwind Bank");
  await flow.signIn("user_slow");
  await expect(flow.frame.getByText(/The source is slow to answer/)).toBeVisible();
  await simulator.advance(60_000);
  await flow.at("success");
  await expect.poll(() => demo.confirmation()).toMatchObject({ verified: true });

  expect([...reasoning.documents].length).toBeGreaterThan(0);
  expect(reasoning.messages.length).toBeGreaterThan(5);
  expect(reasoning.messages.filter((text) => /The source is slow to answer|_files|screenshot|signature=|blob:|data:image/.test(text))).toEqual([]);
  expect([...reasoning.requests]).toEqual([]);
  const host = page.mainFrame();
  expect([...reasoning.documents].filter((line) => line.startsWith(host.url()))).toEqual([]);
  expect(await host.content()).not.toMatch(/The source is slow to answer|_files/);
});
