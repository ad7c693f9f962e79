import { expect, test } from "vitest";
import { page } from "vitest/browser";
import { soon } from "./testing/open-session.ts";
import type { OpenOptions } from "./testing/open-session.ts";
import { showFlow } from "./testing/show-flow.tsx";

const username = page.getByLabelText("Username", { exact: true });
const password = page.getByLabelText("Password", { exact: true });
const title = page.getByRole("heading", { level: 1 });

async function signIn(name: string, secret = "correct horse"): Promise<void> {
  await username.fill(name);
  await password.fill(secret);
  await page.getByRole("button", { name: "Continue" }).click();
}

const config = { sourceId: "src_000001", taskId: "task_login" };

async function atForm(options: OpenOptions = {}) {
  const flow = await showFlow({ ...options, config: { ...config, ...options.config } });
  await flow.drawn("credentials");
  return flow;
}

test("a source without a name is called by its host, in the picker and at its form (R25)", async () => {
  const flow = await showFlow({ config: { taskId: "task_login" } });
  await flow.drawn("source-picker");
  await flow.clock.advance(soon);
  await page.getByRole("combobox").fill("nameless");
  await page.getByRole("option", { name: "portal.nameless.example" }).click();
  await flow.drawn("credentials");
  expect(flow.context().chosenSourceId).toBe(flow.simulator.ids.sources.unnamed);
  await expect.element(title).toHaveTextContent("Sign in to portal.nameless.example");
});

test("a field that the API refuses is told to the host, shown where it stands, and can be mended (R46)", async () => {
  let whole = false;
  const flow = await atForm({
    // The user name is lost on the way once, and the API refuses what is left.
    between: (fetch) => (address, init) => {
      if (!address.endsWith("/credentials") || whole) return fetch(address, init);
      whole = true;
      const body = JSON.parse(String(init.body));
      return fetch(address, { ...init, body: JSON.stringify({ ...body, auth_credentials: { ...body.auth_credentials, username: "" } }) });
    },
  });
  await signIn("user_good");
  await flow.clock.advance(soon);
  await expect.element(username).toHaveAttribute("aria-invalid", "true");
  await expect.element(username).toHaveAccessibleDescription(/This username can’t be used as it is/);
  await expect.element(username).toHaveFocus();
  expect(flow.simulator.control.ledger().requests.at(-1)).toMatchObject({ operation: "credentials.create", status: 400 });
  expect(flow.outcomes()).toEqual([{ type: "request", code: expect.stringMatching(/^input_/), message: expect.any(String) }]);
  await expect.element(username).toHaveValue("user_good");
  await username.fill("user_good2");
  await page.getByRole("button", { name: "Continue" }).click();
  await flow.drawn("success");
  expect(flow.outcomes().slice(1)).toMatchObject([{ verified: true }]);
});

test("other text than was stored after all is told apart at the form (F5)", async () => {
  let left = 6;
  const flow = await atForm({
    between: (fetch) => async (address, init) => {
      const answer = await fetch(address, init);
      if (!address.endsWith("/credentials")) return answer;
      left -= 1;
      if (left >= 0) throw new TypeError("lost");
      return answer;
    },
  });
  await signIn("user_good", "first");
  await flow.clock.advance(60 * soon);
  await expect.poll(flow.text).toContain("We couldn’t confirm that this went through");
  flow.device.leave();
  await signIn("user_good", "second");
  await flow.clock.advance(soon);
  await expect.poll(flow.text).toContain("Type exactly what you typed then");
});

test("the words follow the run, from connecting to its end (R64, M51)", async () => {
  const flow = await atForm();
  await signIn("user_mfa");
  await flow.drawn("task-run");
  await expect.element(title).toHaveTextContent("Connecting to Northwind Bank");
  await flow.clock.advance(2 * soon);
  await expect.element(title).toHaveTextContent("Verifying your details with Northwind Bank");
  await flow.drawn("interaction");
  await page.getByLabelText("Security code").fill("123456");
  await page.getByRole("button", { name: "Continue" }).click();
  await flow.drawn("task-run");
  await expect.element(title).toHaveTextContent("Verifying your details with Northwind Bank");
  await flow.drawn("success");
});

test("a run that waits for a review says so (R61, R64)", async () => {
  const flow = await atForm();
  await signIn("user_review");
  await flow.drawn("task-run");
  await flow.clock.advance(20 * soon);
  await expect.element(title).toHaveTextContent("Waiting for a review");
});

test("after 10 s and after 45 s it says that it is still working, and that leaving is safe (M52, F14)", async () => {
  const flow = await atForm({ config: { closable: true } });
  await signIn("user_stuck");
  await flow.drawn("task-run");
  const began = flow.clock.now();
  const at = async (second: number) => flow.clock.advance(began + second * soon - flow.clock.now());
  await at(9);
  await expect.poll(flow.text).toContain("This usually takes less than a minute.");
  await at(11);
  await expect.poll(flow.text).toContain("Still working. Some websites take a little longer.");
  await expect.poll(flow.text).toContain("You can safely close this: it goes on without you.");
  await at(44);
  expect(flow.text()).not.toContain("This can take a few minutes");
  await at(46);
  await expect.poll(flow.text).toContain("Still working. This can take a few minutes.");
  expect(flow.outcomes()).toEqual([]);
});

/** At the prompt that follows a wrong code; the source asks for it in these words, or in the same as before. */
async function afterWrongCode(words: string | null) {
  let asked = 0;
  let before: unknown = null;
  const flow = await atForm({
    between: (fetch) => async (address, init) => {
      const answer = await fetch(address, init);
      if (init.method !== "GET" || !address.includes("/task-runs/")) return answer;
      const run = await answer.json();
      if (run.interaction !== null && before === null) asked += 1;
      before = run.interaction;
      if (words === null || asked < 2 || run.interaction === null) return Response.json(run);
      return Response.json({ ...run, interaction: { ...run.interaction, message: words } });
    },
  });
  await signIn("user_mfa");
  await flow.drawn("interaction");
  await page.getByLabelText("Security code").fill("000000");
  await page.getByRole("button", { name: "Continue" }).click();
  await flow.drawn("task-run");
  await flow.drawn("interaction");
  await expect.element(page.getByLabelText("Security code")).toHaveFocus();
  await expect.element(page.getByLabelText("Security code")).toHaveValue("");
  return flow;
}

test("a code that is asked for again in the same words was not accepted, and that is said (R79, M44)", async () => {
  const flow = await afterWrongCode(null);
  await expect.element(page.getByRole("alert")).toHaveTextContent("That code wasn’t accepted. Check for a newer one and try again.");
  await expect.element(page.getByLabelText("Security code")).toHaveAttribute("aria-invalid", "true");
  expect(flow.outcomes()).toEqual([]);
});

test("in other words, the source itself says what is wrong, and nothing is claimed beside it (R78, M44)", async () => {
  const flow = await afterWrongCode("That was not the code. Enter the one from our newest message.");
  await expect.poll(flow.text).toContain("That was not the code. Enter the one from our newest message.");
  expect(page.getByRole("alert").elements().map(({ textContent }) => textContent)).toEqual([]);
  await expect.element(page.getByLabelText("Security code")).not.toHaveAttribute("aria-invalid", "true");
  // What is announced waits its turn, five seconds at most for each.
  await flow.clock.advance(10 * soon);
  await expect
    .element(page.getByRole("status").first())
    .toHaveTextContent("Northwind Bank says: That was not the code. Enter the one from our newest message.");
});
