import { readStorage, watchForWord } from "./canary.ts";
import { expect, test } from "./parties.ts";

// Spelled so that it stays as it is in JSON, in addresses and in markup.
const password = "canary-7f3a-password";
const answer = "canary-7f3a-answer";
const username = "canary-7f3a-user";

const word = "canary-7f3a";

test("what is typed goes to the API alone: in no document, address, message, storage or console (R42, T33, M93)", async ({ demo, flow, page, context, addresses }) => {
  const sightings = await watchForWord(context, word);
  const said: string[] = [];
  context.on("console", (message) => said.push(message.text()));
  await demo.open();
  await flow.pick("Northwind Bank");

  // Refused by the form first, so that it stands in the fields while the form is drawn again.
  await flow.password.fill(password);
  await flow.submit.click();
  await expect(flow.username).toBeFocused();
  const reveal = flow.frame.getByRole("button", { name: /show/i });
  await reveal.click();
  await flow.username.fill(username);
  await flow.submit.click();
  await flow.at("success");

  await demo.page.locator('[data-demo="start-over"]').click();
  await flow.pick("Northwind Bank");
  await flow.signIn("user_question", password);
  await flow.answer(answer);
  await demo.expectPrompts(2);
  await flow.answer("smith");
  await flow.at("success");
  await expect.poll(() => demo.confirmation()).toMatchObject({ verified: true });

  const api = `${addresses.simulator}/v2`;
  expect([...sightings.requests].toSorted()).toEqual([
    `POST ${api}/credentials (body)`,
    expect.stringMatching(/^POST .*\/v2\/task-runs\/trun_\w+\/interaction \(body\)$/),
  ]);
  expect([...sightings.documents]).toEqual([]);

  expect(sightings.messages.length).toBeGreaterThan(10);
  expect(sightings.messages.filter((text) => text.includes(word) || text.includes("unreadable"))).toEqual([]);

  expect(said.filter((text) => text.includes(word) || text.includes("tk_"))).toEqual([]);
  for (const frame of page.frames()) {
    expect(await frame.evaluate(readStorage)).not.toContain(word);
    expect(await frame.evaluate(() => document.documentElement.outerHTML)).not.toContain(word);
    expect(frame.url()).not.toContain(word);
  }
  expect(JSON.stringify(await context.cookies())).not.toContain(word);
});

test("the session token is in no address and in no document (R157)", async ({ demo, flow, page, context }) => {
  const sightings = await watchForWord(context, "tk_");
  await demo.open();
  await flow.pick("Northwind Bank");
  await flow.signIn("user_good");
  await flow.at("success");

  expect([...sightings.documents]).toEqual([]);
  expect([...sightings.requests].filter((line) => line.endsWith("(address)"))).toEqual([]);
  // The host hands it over once, through the window and to the exact origin; nothing hands it back.
  expect(sightings.messages.filter((text) => text.includes("tk_"))).toHaveLength(1);
  for (const frame of page.frames()) expect(frame.url()).not.toContain("tk_");
});
