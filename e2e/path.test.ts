import { expect, test } from "./parties.ts";

// The path of a person from the search to the confirmed credential, through all the real parts.

const externalId = "customer-ada";

test("by mouse: search, pick, sign in, a wrong code, the right one, success, confirmed by the server (R162)", async ({ demo, flow, simulator }) => {
  await demo.open();
  await flow.at("source-picker");
  await flow.pick("Northwind Bank");

  await flow.at("credentials");
  await expect(flow.root).toContainText("The app you came from never sees it.");
  await flow.signIn("user_mfa");
  await flow.at("interaction");
  await expect(flow.code).toBeFocused();

  await flow.code.fill("000000");
  await flow.submit.click();
  await demo.expectPrompts(2);
  await flow.at("interaction");
  await expect(flow.code).toHaveValue("");
  await expect(flow.frame.getByRole("alert")).not.toBeEmpty();

  await flow.code.fill("123456");
  await flow.submit.click();
  await flow.at("success");
  const asked = ["task-run", "interaction"];
  await expect.poll(async () => (await demo.screens()).filter((screen) => screen !== "loading")).toEqual(["source-picker", "credentials", ...asked, ...asked, "task-run", "success"]);

  const { credentials } = await simulator.ledger();
  expect(credentials).toHaveLength(1);
  const credentialId = credentials[0]?.id;
  const taskRunId = expect.stringMatching(/^trun_/);
  await demo.expectCalls([{ name: "onSuccess", payload: { credentialId, externalId, taskRunId, verified: true } }]);
  await expect.poll(() => demo.confirmation()).toEqual({
    credentialId,
    externalId,
    sourceId: credentials[0]?.source_id,
    status: "verified",
    ownerMatches: true,
    taskRunId,
    verified: true,
  });
});

test("by keyboard alone: search, pick, sign in, code, close", async ({ demo, flow, page }) => {
  await demo.open();
  await flow.at("source-picker");
  await expect(flow.options.first()).toBeVisible();
  await demo.tabInto(flow.search);
  await page.keyboard.type("northw");
  await expect(flow.options.first()).toContainText("Northwind Bank");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");

  await flow.at("credentials");
  await expect(flow.username).toBeFocused();
  await page.keyboard.type("user_mfa");
  await page.keyboard.press("Tab");
  await expect(flow.password).toBeFocused();
  await page.keyboard.type("correct horse");
  await page.keyboard.press("Enter");

  await flow.at("interaction");
  await expect(flow.code).toBeFocused();
  await page.keyboard.type("123456");
  await page.keyboard.press("Enter");

  await flow.at("success");
  await page.keyboard.press("Escape");
  await expect(demo.frame).toHaveCount(0);
  await expect.poll(async () => (await demo.calls()).map(({ name }) => name)).toEqual(["onSuccess", "onClose"]);
});

test("without the server's index the list is gathered over every page, and searched as it grows (R16, R17, R18)", async ({ demo, flow, simulator }) => {
  await demo.open({ relay: "0" });
  await flow.at("source-picker");
  await flow.search.fill("energie cote");
  await expect(flow.options.first()).toContainText("Hydro-Énergie Côte-Nord");
  const count = (await simulator.sources()).length;
  expect(count).toBeGreaterThan(100);
  const pages = async () => (await simulator.ledger()).requests.filter(({ operation, caller }) => operation === "sources.list" && caller !== "sk");
  await expect.poll(async () => (await pages()).length).toBe(Math.ceil(count / 100));
  expect((await pages()).every(({ status }) => status === 200)).toBe(true);
});
