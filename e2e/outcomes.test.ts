import type { Call } from "./demo.ts";
import { expect, test } from "./parties.ts";

// What the host is told, exactly (deck-api 6.6, 7.2).

const stored = { credentialId: expect.stringMatching(/^cred_/), externalId: "customer-ada" };
const run = { taskRunId: expect.stringMatching(/^trun_/) };

const success = (verified: boolean): Call => ({ name: "onSuccess", payload: { ...stored, ...run, verified } });
const error = (type: string, code: string): Call => ({ name: "onError", payload: { type, code, message: expect.any(String) } });

test("user_good: verified (R51)", async ({ demo, flow }) => {
  await demo.open();
  await flow.pick("Northwind Bank");
  await flow.signIn("user_good");
  await flow.at("success");
  await demo.expectCalls([success(true)]);
  await expect.poll(() => demo.confirmation()).toMatchObject({ status: "verified", verified: true, ownerMatches: true });
});

test("user_bad: stored but refused, then auth_invalid, then nothing more (R53, R95, R99)", async ({ demo, flow }) => {
  await demo.open();
  await flow.pick("Northwind Bank");
  await flow.signIn("user_bad");
  await flow.at("error");
  await demo.expectCalls([success(false), error("auth", "auth_invalid")]);
  await expect(flow.frame.getByRole("textbox")).toHaveCount(0);
  await expect.poll(() => demo.confirmation()).toMatchObject({ status: "invalid", verified: false, ownerMatches: true });
});

test("user_question: the source's question, then success (R70, R72)", async ({ demo, flow }) => {
  await demo.open();
  await flow.pick("Northwind Bank");
  await flow.signIn("user_question");
  await flow.at("interaction");
  await expect(flow.frame.getByText("What is your mother's maiden name?").first()).toBeVisible();
  await flow.answer("smith");
  await flow.at("success");
  await demo.expectCalls([success(true)]);
});

test("user_fail: logged in, then the run failed: no onError (R52)", async ({ demo, flow }) => {
  await demo.open();
  await flow.pick("Northwind Bank");
  await flow.signIn("user_fail");
  await flow.at("unverified");
  await demo.expectCalls([success(false)]);
  await expect.poll(() => demo.confirmation()).toMatchObject({ status: "verified", verified: false });
});

test("no task: success right after the credential is stored, no run (R47, R48)", async ({ demo, flow, simulator }) => {
  await demo.open({ taskId: "" });
  await flow.pick("Northwind Bank");
  await flow.signIn("user_good");
  await flow.at("success");
  await demo.expectCalls([{ name: "onSuccess", payload: { ...stored, taskRunId: null, verified: null } }]);
  expect((await simulator.ledger()).runs).toEqual([]);
});

test("both fields are required; an empty submission makes no request (R38)", async ({ demo, flow, simulator }) => {
  await demo.open();
  await flow.pick("Northwind Bank");
  await flow.submit.click();
  await expect(flow.username).toBeFocused();
  await expect(flow.username).toHaveAttribute("aria-invalid", "true");
  await flow.at("credentials");
  expect((await simulator.ledger()).credentials).toEqual([]);
});
