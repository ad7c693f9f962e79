import { expect, test } from "./parties.ts";

// What the source asks is the source's: its kinds may be new, its words are shown as they are.

const words = { label: "Security code", message: /6-digit code/ };

for (const language of ["en-US", "fr-CA"] as const) {
  test(`a prompt's message and labels stand as the source wrote them: ${language} (R72, R132)`, async ({ demo, flow, simulator }) => {
    await demo.open({ language, sourceId: await simulator.sourceId("Northwind Bank") });
    await flow.signIn("user_mfa");
    await flow.at("interaction");
    // The live region says it as well, a moment later.
    await expect(flow.frame.locator("blockquote")).toHaveText(words.message);
    await expect(flow.frame.getByLabel(words.label)).toBeVisible();
    await expect(flow.code).toBeFocused();
  });
}

test("an interaction of a kind that nobody has seen is made from its fields, and the first of them has the focus (R71, R73, R89)", async ({ demo, flow, simulator }) => {
  await demo.open({ sourceId: await simulator.sourceId("Northwind Bank") });
  await flow.signIn("user_unknown_prompt");
  await flow.at("interaction");
  const field = flow.frame.getByRole("textbox").first();
  await expect(field).toBeFocused();
  const run = (await simulator.ledger()).runs[0];
  expect(run?.action).toBe("started");
});

test("several fields, of kinds known and unknown, go in one answer (R74, R75, R76)", async ({ demo, flow, simulator }) => {
  await demo.open({ sourceId: await simulator.sourceId("Northwind Bank") });
  await flow.signIn("user_multi");
  await flow.at("interaction");
  const bodies: string[] = [];
  demo.page.on("request", (request) => {
    if (request.url().endsWith("/interaction") && request.method() === "POST") bodies.push(request.postData() ?? "");
  });
  for (const field of await flow.frame.locator("form input:not([type=radio]):not([type=checkbox])").all())
    await field.fill((await field.getAttribute("type")) === "date" ? "2026-01-31" : (await field.getAttribute("inputmode")) === "numeric" ? "12" : "a");
  for (const group of await flow.frame.getByRole("radiogroup").all()) await group.getByRole("radio").first().check();
  await flow.submit.click();
  await expect.poll(() => bodies.length).toBe(1);
  const body: unknown = JSON.parse(bodies[0] ?? "null");
  expect(Object.keys(Object(body))).toEqual(["input"]);
  expect(Object.values(Object(body).input).every((value) => typeof value === "string")).toBe(true);
});
