// One behaviour, four surfaces (M18), each under StrictMode where it is React's, and under a strict policy of the host's page.
import { expect, test } from "./customer.ts";
import { surfaces } from "./host/settings.ts";

const success = { credentialId: expect.stringMatching(/^cred_/), externalId: "ada", taskRunId: expect.stringMatching(/^trun_/), verified: true };

for (const surface of surfaces) {
  test.describe(surface, () => {
    test("a good sign-in: picked, stored and run once, told once, and nothing goes away by itself (R13)", async ({ customer, simulator }) => {
      const flow = await customer.open(surface, { externalId: "ada", taskId: "task_login" });
      await flow.pick("Northwind Bank");
      await flow.signIn("user_good");
      await flow.at("success");
      await customer.expectCalls([{ name: "onSuccess", payload: success }]);
      const { credentials, runs } = await simulator.ledger();
      expect([credentials.length, runs.length]).toEqual([1, 1]);
      await expect(flow.root).toBeVisible();
    });

    test("a code, wrong and then right (R79, R70)", async ({ customer, simulator }) => {
      const sourceId = await simulator.sourceId("Northwind Bank");
      const flow = await customer.open(surface, { sourceId, externalId: "ada", taskId: "task_login" });
      await flow.signIn("user_mfa");
      await flow.at("interaction");
      await flow.code.fill("000000");
      await flow.submit.click();
      await expect(flow.frame.getByRole("alert")).not.toBeEmpty();
      await flow.code.fill("123456");
      await flow.submit.click();
      await flow.at("success");
      await customer.expectCalls([{ name: "onSuccess", payload: success }]);
    });

    test("a bad password ends the flow, with the error alone (R91)", async ({ customer, simulator }) => {
      const flow = await customer.open(surface, { sourceId: await simulator.sourceId("Northwind Bank"), taskId: "task_login" });
      await flow.signIn("user_bad");
      await flow.at("error");
      await expect.poll(async () => (await customer.calls()).at(-1)).toEqual({
        name: "onError",
        payload: { type: "auth", code: "auth_invalid", message: expect.any(String) },
      });
    });

    test("update mode: no picker, the same credential (R28, R30)", async ({ customer, simulator }) => {
      const credentialId = await simulator.storeCredential(await simulator.sourceId("Northwind Bank"), "ada");
      const flow = await customer.open(surface, { credentialId });
      await flow.signIn("user_good");
      await flow.at("success");
      await customer.expectCalls([{ name: "onSuccess", payload: { credentialId, externalId: "ada", taskRunId: null, verified: null } }]);
    });

    test("the close button and Escape call onClose, once for each use (R136, R137, R138)", async ({ customer, page, simulator }) => {
      const settings = { sourceId: await simulator.sourceId("Northwind Bank"), closable: true };
      const flow = await customer.open(surface, settings);
      await flow.at("credentials");
      await flow.close.click();
      await customer.expectCalls([{ name: "onClose", payload: null }]);
      if (surface === "dialog") await page.locator("#open").click();
      await flow.at("credentials");
      await flow.username.focus();
      await page.keyboard.press("Escape");
      await customer.expectCalls([
        { name: "onClose", payload: null },
        { name: "onClose", payload: null },
      ]);
    });

    test("another language and theme come without losing what was typed (M12)", async ({ customer, simulator }) => {
      const flow = await customer.open(surface, { sourceId: await simulator.sourceId("Northwind Bank") });
      await flow.at("credentials");
      await flow.username.fill("half a na");
      await flow.password.fill("half a pass");
      const [english] = await flow.submit.allInnerTexts();
      await customer.change({ language: "fr-CA", theme: "dark" });
      await expect(flow.submit).not.toHaveText(english ?? "");
      await expect(flow.username).toHaveValue("half a na");
      await expect(flow.password).toHaveValue("half a pass");
    });

    test("another source is another flow, and what was typed is gone (M12, T6)", async ({ customer, simulator }) => {
      const flow = await customer.open(surface, { sourceId: await simulator.sourceId("Northwind Bank") });
      await flow.at("credentials");
      await flow.password.fill("for the bank alone");
      await customer.change({ sourceId: await simulator.sourceId("Wobbly Water Works") });
      await expect(flow.frame.getByText("Wobbly Water Works").first()).toBeVisible();
      await expect(flow.password).toHaveValue("");
      await expect(flow.root).toHaveCount(1);
    });

    test("taken away, it leaves nothing and asks for nothing more (R14, M9)", async ({ customer, page, simulator }) => {
      const flow = await customer.open(surface, { sourceId: await simulator.sourceId("Northwind Bank"), taskId: "task_login" });
      await flow.signIn("user_slow");
      await flow.at("task-run");
      // The screen is there while the run is still being started.
      await expect.poll(async () => (await simulator.ledger()).runs).toHaveLength(1);
      await customer.leave();
      await expect(customer.frame).toHaveCount(0);
      await expect(page.locator("#place > *")).toHaveCount(0);
      // Guards and layers go a moment after the component.
      await expect(page.locator("body > *")).toHaveCount(5);
      await expect(page.locator("html")).not.toHaveAttribute("style");
      await expect(page.locator("body")).not.toHaveAttribute("style");
      // A whole flow later, on the same page: time enough for one that did not end.
      const { requests, runs } = await simulator.ledger();
      const left = await customer.calls();
      const next = await customer.show(surface, { sourceId: await simulator.sourceId("Wobbly Water Works") });
      await next.signIn("user_good");
      await next.at("success");
      const later = (await simulator.ledger()).requests.slice(requests.length);
      expect(runs).toHaveLength(1);
      expect(later.filter(({ operation }) => operation?.startsWith("task-runs."))).toEqual([]);
      await expect.poll(async () => (await customer.calls()).slice(left.length)).toEqual([{ name: "onSuccess", payload: expect.objectContaining({ taskRunId: null }) }]);
    });
  });
}
