import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { atCredentials, until } from "../testing/open-session.ts";
import { showFlow } from "../testing/show-flow.tsx";

const config = { sourceId: "src_000001", taskId: "task_login", retryable: true };

/** Counts how often the card is drawn without its title. */
function countUntitled(place: Element): () => number {
  let untitled = 0;
  const observer = new MutationObserver(() => {
    if (place.querySelector("[data-slot=card-content]") !== null && place.querySelector("h1") === null) untitled += 1;
  });
  observer.observe(place, { childList: true, subtree: true });
  return () => untitled;
}

// The first one of its file: no later screen's code is there yet, so each has to be waited for.
test("while a screen's code is on its way the card has a title and a way out, on every way through it (M24, A-11)", async () => {
  const flow = await showFlow({ config: { ...config, closable: true } });
  const untitled = countUntitled(flow.place);
  await flow.pass(() => flow.place.querySelector("[name=username]"));
  await userEvent.fill(page.getByLabelText("Username"), "user_bad");
  await userEvent.fill(page.getByRole("textbox", { name: "Password" }), "correct horse");
  await userEvent.click(page.getByRole("button", { name: "Continue" }));
  await flow.pass(() => flow.place.querySelector("[data-outcome=error]"));
  await userEvent.click(page.getByRole("button", { name: "Try again" }));
  await flow.pass(() => flow.place.querySelector("[name=username]"));
  expect(untitled()).toBe(0);
  expect(flow.place.querySelector("[data-deck-action=close]")).not.toBeNull();
});

test("another try after a resumed run, whose source was never read, waits for the source in words (M61)", async () => {
  const first = await atCredentials();
  first.signIn("user_bad");
  await until(first, "task-run");
  const { storedCredentialId, taskRunId } = first.context();
  let isReadable = false;
  const flow = await showFlow({
    config: { ...config, sourceId: undefined, resume: { credentialId: storedCredentialId ?? "", taskRunId: taskRunId ?? "" } },
    token: await first.issueToken(),
    between: () => (address, init) =>
      address.includes("/sources/") && !isReadable ? Promise.resolve(new Response("", { status: 500 })) : first.simulator.fetch(address, init),
  });
  const untitled = countUntitled(flow.place);
  await until(first, "error");
  await flow.pass(() => flow.place.querySelector("[data-outcome=error]"));
  await userEvent.click(page.getByRole("button", { name: "Try again" }));
  await flow.pass(() => flow.place.textContent?.includes("This didn’t load"));
  isReadable = true;
  await userEvent.click(page.getByRole("button", { name: "Try again" }));
  await flow.pass(() => flow.place.querySelector("[name=username]"));
  expect(untitled()).toBe(0);
});
