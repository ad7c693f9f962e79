import { expect, test } from "./customer.ts";

for (const surface of ["frame", "dialog", "element"] as const) {
  test(`${surface}: focus() puts the keyboard into the flow (M19 in part)`, async ({ customer, page, simulator }) => {
    const flow = await customer.open(surface, { sourceId: await simulator.sourceId("Northwind Bank") });
    await flow.at("credentials");
    await page.locator("#after").evaluate((button) => (button instanceof HTMLElement ? button.focus() : undefined));
    await customer.focus();
    await expect(customer.frame).toBeFocused();
    await page.keyboard.type("ada");
    await expect(flow.username).toHaveValue("ada");
  });
}
