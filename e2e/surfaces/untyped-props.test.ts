// Props as pages without types give them: what makes no sense falls back or is told at once, and never a frame that stays silent.
import { watchForTrouble } from "../trouble.ts";
import { expect, test as base } from "./customer.ts";

const test = base.extend<{ said: string[] }>({
  said: async ({ context: _used }, provide) => provide([]),
  // What is told to the engineer is what these tests are about.
  calm: async ({ context, said }, provide) => {
    const trouble = await watchForTrouble(context, said);
    await provide();
    trouble.expectNone();
  },
});

const nothing = { sourceId: null, credentialId: null, externalId: null, taskId: null, resume: null, language: null, taskRunView: null, retryable: null, copy: null };

for (const [what, untyped] of Object.entries({
  "null for what is not there": nothing,
  "half a flow to go on with": { resume: { credentialId: "cred_1", taskRunId: null } },
  "values that nobody knows": { language: 7, taskRunView: ["live"], retryable: "yes", externalId: 42 },
}))
  test(`${what}: the flow begins as if it were not given (R135, deck-api 7.11)`, async ({ customer, said }) => {
    const flow = await customer.open("frame", { untyped });
    await flow.at("source-picker");
    await expect(flow.options.first()).toBeVisible();
    await customer.expectCalls([]);
    expect(said).toEqual([]);
  });

test("an id that cannot be one is not found (design 7.1)", async ({ customer }) => {
  const flow = await customer.open("frame", { untyped: { credentialId: 42 } });
  await flow.at("error");
  await customer.expectCalls([{ name: "onError", payload: { type: "request", code: "credential_not_found", message: expect.any(String) } }]);
});

test("a configuration that cannot be read is told at once, by the prop's name, and people read why nothing happens", async ({ customer, said }) => {
  const flow = await customer.open("frame", { language: "fr-CA", untyped: { externalId: { secret: "hunter2" } } });
  await expect(flow.frame.getByRole("heading", { name: "Impossible d’afficher cette page" })).toBeVisible();
  const message = '"init" is malformed at "config.externalId".';
  await customer.expectCalls([{ name: "onError", payload: { type: "request", code: "input_invalid", message } }]);
  expect(said).toEqual([`[deck-auth] ${message}`]);
});

test("one that is too long, too; with a shorter one the flow begins in place", async ({ customer }) => {
  const appearance = { branding: { logoUrl: `data:image/png;base64,${"A".repeat(100_000)}` } };
  const flow = await customer.open("frame", { untyped: { appearance } });
  await expect(flow.frame.getByRole("heading", { name: "This can’t be shown" })).toBeVisible();
  await customer.expectCalls([{ name: "onError", payload: { type: "request", code: "input_too_long", message: expect.stringContaining('Most of it is "appearance"') } }]);
  await customer.change({ untyped: {} });
  await flow.at("source-picker");
});

test("a token that never comes: after 10 seconds the page says that it still waits (M69)", async ({ customer, page }) => {
  await page.clock.install();
  const flow = await customer.open("frame", { language: "fr-CA", tokenHangs: true });
  const words = flow.frame.getByText("Cela prend plus de temps que d’habitude", { exact: true });
  await expect(flow.frame.getByRole("combobox")).toBeVisible();
  await expect(words).toBeHidden();
  await page.clock.runFor(10_000);
  await expect(words).toBeVisible();
});
