import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { showFlow } from "../testing/show-flow.tsx";

const username = page.getByLabelText("Username", { exact: true });
const password = page.getByLabelText("Password", { exact: true });

async function signIn(name: string): Promise<void> {
  await username.fill(name);
  await password.fill("correct horse");
  await userEvent.click(page.getByRole("button", { name: "Continue" }));
}

test("who tries again after a sign-in that was not accepted finds the username there, and the password not (A-5)", async () => {
  const flow = await showFlow({ config: { sourceId: "src_000001", taskId: "task_login", retryable: true } });
  await flow.pass(() => flow.place.querySelector("[name=username]"));
  await signIn("user_bad");
  await flow.pass(() => flow.place.querySelector("[data-deck-action=retry]"));
  await userEvent.click(page.getByRole("button", { name: "Try again" }));
  await flow.pass(() => flow.place.querySelector("[name=username]"));
  await expect.element(username).toHaveValue("user_bad");
  await expect.element(password).toHaveValue("");
  // A property of the field, never in the markup (T27).
  expect(flow.place.outerHTML).not.toContain("user_bad");
});

test("what the API did not take at the form is still there to be mended, both fields of it (A-5)", async () => {
  const flow = await showFlow({
    config: { sourceId: "src_000001", taskId: "task_login" },
    between: (fetch) => async (address, init) =>
      init?.method === "POST" && address.endsWith("/credentials")
        ? Response.json({ errors: [{ type: "request", code: "input_too_long", message: "", field: "auth_credentials.password" }], request_id: "req_1" }, { status: 400 })
        : fetch(address, init),
  });
  await flow.pass(() => flow.place.querySelector("[name=username]"));
  await signIn("user_good");
  await flow.pass(() => flow.place.querySelector("[name=password][aria-invalid=true]"));
  await expect.element(username).toHaveValue("user_good");
  await expect.element(password).toHaveValue("correct horse");
});
