import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./parties.ts";

const frame = "iframe[data-deck-auth]";

async function expectNone(part: AxeBuilder, screen: string): Promise<void> {
  const { violations } = await part.analyze();
  const found = violations.map(({ id, nodes }) => ({ id, targets: nodes.map(({ target, failureSummary }) => `${target.join(" ")}: ${failureSummary}`) }));
  expect(found, screen).toEqual([]);
}

// The frame and the page around it are looked at one by one: each is a document with landmarks of its own.
const expectNoViolations = (page: Page, screen: string) => expectNone(new AxeBuilder({ page }).include(frame), screen);
const expectNoViolationsAround = (page: Page) => expectNone(new AxeBuilder({ page }).exclude(frame), "the page around");

for (const theme of ["default", "dark"] as const) {
  for (const language of ["en-US", "fr-CA"] as const) {
    test(`every screen of the path, theme ${theme}, ${language} (M86)`, async ({ demo, flow, page }) => {
      await demo.open({ theme, language });
      await flow.at("source-picker");
      await expect(flow.options.first()).toBeVisible();
      await expectNoViolations(page, "the list");
      await flow.search.fill("qqqqqqqq");
      await expectNoViolations(page, "nothing found");
      await flow.pick("Northwind Bank");
      await expectNoViolations(page, "the form");
      await flow.submit.click();
      await expect(flow.username).toHaveAttribute("aria-invalid", "true");
      await expectNoViolations(page, "the form, refused");
      await flow.signIn("user_mfa");
      await flow.at("interaction");
      await expectNoViolations(page, "the prompt");
      await flow.answer("000000");
      await demo.expectPrompts(2);
      await flow.at("interaction");
      await expectNoViolations(page, "the prompt again");
      await flow.answer("123456");
      await flow.at("success");
      await expectNoViolations(page, "success");
      await expectNoViolationsAround(page);
    });
  }

  for (const [user, screen] of [["user_stuck", "task-run"], ["user_fail", "unverified"], ["user_bad", "error"]] as const) {
    test(`the screen ${screen}, theme ${theme} (M86)`, async ({ demo, flow, page }) => {
      await demo.open({ theme });
      await flow.pick("Northwind Bank");
      await flow.signIn(user);
      await flow.at(screen);
      await expectNoViolations(page, screen);
    });
  }
}
