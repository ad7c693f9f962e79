import { expect, test } from "./parties.ts";

test("before the session ends there is more time at one press, ten times over; what was typed stays (A-8, M13)", async ({ demo, flow, page, simulator }) => {
  await page.clock.install();
  const tokens: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/token")) tokens.push(request.url());
  });
  await demo.open({ sourceId: await simulator.sourceId("Northwind Bank") });
  await flow.at("credentials");
  await flow.username.fill("user_good");
  await flow.password.fill("half a pass");
  await flow.password.focus();
  const more = flow.frame.getByRole("button", { name: "Yes, more time" });
  const first = tokens.length;
  for (let time = 1; time <= 10; time += 1) {
    await expect(more).toHaveCount(0);
    await page.clock.fastForward("27:00");
    await expect(more).toBeVisible();
    await more.click();
    await expect.poll(() => tokens.length).toBe(first + time);
  }
  await expect(more).toHaveCount(0);
  await expect(flow.password).toBeFocused();
  await expect(flow.password).toHaveValue("half a pass");
  await flow.signIn("user_good");
  await flow.at("success");
});
