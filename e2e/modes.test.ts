import { expect, test } from "./parties.ts";

test("update mode: no picker, the same credential gets the new details (R28, R30)", async ({ demo, flow, simulator }) => {
  const credentialId = await simulator.storeCredential(await simulator.sourceId("Northwind Bank"), "customer-ada");
  await demo.open({ credentialId });
  await flow.at("credentials");
  await expect(flow.username).toHaveValue("");
  await expect(flow.back).toHaveCount(0);
  await flow.signIn("user_good");
  await flow.at("success");
  await demo.expectCalls([
    { name: "onSuccess", payload: { credentialId, externalId: "customer-ada", taskRunId: expect.stringMatching(/^trun_/), verified: true } },
  ]);
  const { credentials } = await simulator.ledger();
  expect(credentials.map(({ action, id }) => ({ action, id }))).toEqual([
    { action: "created", id: credentialId },
    { action: "updated", id: credentialId },
  ]);
});

test("an unknown credential is reported and ends the flow (R31)", async ({ demo, flow }) => {
  await demo.open({ credentialId: "cred_nobody" });
  await flow.at("error");
  await demo.expectCalls([{ name: "onError", payload: { type: "request", code: "credential_not_found", message: expect.any(String) } }]);
});

test("a fixed source: no picker, its name on the form, no way back (R19)", async ({ demo, flow, simulator }) => {
  const sourceId = await simulator.sourceId("Crédit Élan du Québec");
  await demo.open({ sourceId });
  await flow.at("credentials");
  await expect(flow.frame.getByText("Crédit Élan du Québec").first()).toBeVisible();
  await expect(flow.back).toHaveCount(0);
  expect(await demo.screens()).not.toContain("source-picker");
});

test("back from the form to the picker, and another source (R27)", async ({ demo, flow }) => {
  await demo.open();
  await flow.pick("Northwind Bank");
  await flow.back.click();
  await flow.pick("Wobbly Water Works");
  await expect(flow.frame.getByText("Wobbly Water Works").first()).toBeVisible();
});

for (const language of ["en-US", "fr-CA"] as const) {
  for (const theme of ["default", "dark"] as const) {
    test(`language ${language}, theme ${theme} (R113, R130, R134)`, async ({ demo, flow }) => {
      await demo.open({ language, theme });
      await flow.at("source-picker");
      await expect(flow.frame.locator("html")).toHaveAttribute("lang", language);
      const brightness = await flow.root.evaluate((root) => {
        const pen = new OffscreenCanvas(1, 1).getContext("2d");
        if (!pen) throw new Error("no canvas");
        pen.fillStyle = getComputedStyle(root).color;
        pen.fillRect(0, 0, 1, 1);
        return Math.max(...pen.getImageData(0, 0, 1, 1).data.slice(0, 3));
      });
      expect(brightness > 128, "text is bright").toBe(theme === "dark");
      await flow.pick("Northwind Bank");
      await expect(flow.submit).toHaveText(language === "en-US" ? /continue|sign in|connect/i : /continuer|connecter/i);
    });
  }
}

test("the language changes in place and keeps what was typed (M12)", async ({ demo, flow, page }) => {
  await demo.open();
  await flow.pick("Northwind Bank");
  await flow.username.fill("user_good");
  const english = await flow.submit.textContent();
  await page.getByLabel("Language").selectOption("fr-CA");
  await expect(flow.submit).not.toHaveText(english ?? "");
  await expect(flow.username).toHaveValue("user_good");
});

test("the close button and Escape call onClose (R136, R137, R138)", async ({ demo, flow, page }) => {
  await demo.open();
  await flow.pick("Northwind Bank");
  await flow.close.click();
  await demo.expectCalls([{ name: "onClose", payload: null }]);
  await expect(demo.frame).toHaveCount(0);

  await page.locator('[data-demo="open"]').click();
  await flow.pick("Northwind Bank");
  await expect(flow.username).toBeFocused();
  await page.keyboard.press("Escape");
  await demo.expectCalls([{ name: "onClose", payload: null }]);
  await expect(demo.frame).toHaveCount(0);
});

test("without onClose there is no close button, and Escape does nothing (R136, R139)", async ({ demo, flow, page }) => {
  await demo.open({ close: "0" });
  await flow.pick("Northwind Bank");
  await expect(flow.close).toHaveCount(0);
  await expect(flow.username).toBeFocused();
  await page.keyboard.press("Escape");
  await page.keyboard.type("still here");
  await expect(flow.username).toHaveValue("still here");
  await demo.expectCalls([]);
});
