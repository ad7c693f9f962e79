import type { ScreenName } from "../flow.ts";
import type { Simulator } from "../simulator.ts";
import { Person } from "./person.ts";
import { expect } from "./rig.ts";
import type { Tab } from "./tab.ts";

/** From the search to the confirmed credential, with a wrong code in between. */
export async function walkPath(tab: Tab, demo: string, simulator: Simulator): Promise<void> {
  const person = new Person(tab, demo);
  await person.open();
  await person.at("source-picker");
  await person.pick("Northwind");
  await person.at("credentials");
  await person.signIn("user_mfa");
  await person.answer(1, `0${person.word}`);
  await person.answer(2, "123456");
  await person.at("success");

  const { credentials, runs } = await simulator.ledger();
  expect([credentials.length, runs.length]).toEqual([1, 1]);
  const credentialId = credentials[0]?.id;
  await expect.poll(() => person.successes()).toEqual([{ credentialId, externalId: "customer-ada", taskRunId: expect.stringMatching(/^trun_/), verified: true }]);
  expect((await person.events()).filter((type) => type === "opened")).toHaveLength(1);
  await expect.poll(() => person.confirmation()).toMatchObject({ credentialId, ownerMatches: true, verified: true });
  await person.breakPolicy();
}

const others: readonly (readonly [username: string, screen: ScreenName, settings?: Record<string, string>])[] = [
  ["user_select", "interaction"],
  ["user_multi", "interaction"],
  ["user_stuck", "task-run"],
  ["user_stuck", "task-run", { view: "live" }],
  ["user_fail", "unverified"],
  ["user_bad", "error"],
];

/** The screens that the path does not come by, opened in the other theme and language. */
export async function walkOthers(tab: Tab, demo: string, simulator: Simulator): Promise<void> {
  const sourceId = await simulator.sourceId("Northwind Bank");
  const person = new Person(tab, demo);
  for (const [username, screen, settings = {}] of others) {
    await person.open({ theme: "dark", language: "fr-CA", sourceId, ...settings });
    await person.at("credentials");
    await person.signIn(username);
    await person.at(screen, [username, ...Object.values(settings)].join(", "));
    await person.breakPolicy();
  }
}
