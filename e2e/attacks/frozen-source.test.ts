import { RawHost } from "./raw-host.ts";
import { expect, test } from "./rig.ts";

// What a person reads at the password field is where the password goes, whatever the host says meanwhile.

test("whatever a host says at whichever screen, the login goes to the source that is shown (T6)", async ({ page, flow, strangers, simulator, addresses }) => {
  const [shown, other] = [await simulator.sourceId("Northwind Bank"), await simulator.sourceId("Hydro-Énergie Côte-Nord")];
  const credentialId = await simulator.storeCredential(other, "somebody");
  const token = await simulator.sessionToken();
  await page.goto(await strangers.settle(addresses.demo));
  const host = new RawHost(page, addresses.embed);
  await host.frame();
  await host.ready();
  await host.greet(token);

  const changes: Record<string, unknown> = {
    sourceId: other,
    credentialId,
    externalId: "somebody",
    taskId: "task_public",
    resume: { credentialId, taskRunId: "trun_1" },
    appearance: { theme: "dark", variables: { colorForeground: "#fff", colorBackground: "#fff" } },
    language: "fr-CA",
    copy: { "en-US": { "credentials.title": "Hydro-Énergie Côte-Nord" }, "fr-CA": { "credentials.title": "Hydro-Énergie Côte-Nord" } },
    taskRunView: "live",
    closable: true,
    retryable: true,
    sourceNotFound: true,
    sourcesIndex: true,
  };
  /** Each change alone and all together, in each message that a host has. */
  const press = async () => {
    for (const change of [...Object.entries(changes).map(([name, value]) => ({ [name]: value })), changes]) {
      await host.say("update", change);
      await host.say("init", { nonce: host.nonce, token, config: change });
      await host.say("token", { token, config: change, ...change });
      await host.say("focus", change);
      await host.say("nudge", change);
    }
    await host.say("sources", { part: 1, of: 1, items: [{ id: shown, name: "Hydro-Énergie Côte-Nord", host: "hydro.example" }] });
  };

  await flow.at("source-picker");
  await press();
  // The host may write the list, and lies in it. What it is really called is read again before a password is asked for.
  await flow.pick("Hydro-Énergie Côte-Nord");
  await expect(flow.root).toContainText("Northwind Bank");
  await flow.username.fill("user_mfa");
  await flow.password.fill("correct horse");
  await press();
  await flow.at("credentials");
  await expect(flow.username).toHaveValue("user_mfa");
  await expect(flow.root).toContainText("Northwind Bank");
  await flow.submit.click();
  await flow.at("interaction");
  await press();
  await expect(flow.root).toContainText("Northwind Bank");
  await flow.answer("123456");
  await flow.at("success");

  const { credentials, runs } = await simulator.ledger();
  expect(credentials.slice(1).map(({ action, source_id }) => [action, source_id])).toEqual([["created", shown]]);
  expect(runs.map(({ credential_id }) => credential_id)).toEqual([credentials[1]?.id]);
});

test("a host that names another source gets another flow, with empty fields, for what it then shows (T6)", async ({ host, flow, simulator }) => {
  const [first, second] = [await simulator.sourceId("Northwind Bank"), await simulator.sourceId("Hydro-Énergie Côte-Nord")];
  await host.open({ sourceId: first });
  await host.give(await simulator.sessionToken());
  await flow.at("credentials");
  await flow.username.fill("user_good");
  await flow.password.fill("correct horse");
  await host.render({ sourceId: second });
  await expect(flow.root).toContainText("Hydro-Énergie Côte-Nord");
  await expect(flow.password).toHaveValue("");
  await flow.signIn("user_good");
  await flow.at("success");
  expect((await simulator.ledger()).credentials.map(({ source_id }) => source_id)).toEqual([second]);
});
