import { steadyClock } from "@deck-auth/contract";
import { createSimulator } from "@deck-auth/simulator";
import { createRef, StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { expect, onTestFinished, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { DeckAuthInline } from "./deck-auth-inline.tsx";
import type { DeckAuthHandle, DeckAuthInlineProps } from "./props.ts";

const apiUrl = "https://deck.test/v2";
const username = page.getByLabelText("Username", { exact: true });
const password = page.getByLabelText("Password", { exact: true });

/** A page with a button of its own, and the flow beside it. */
async function open(first: Partial<DeckAuthInlineProps> = {}) {
  const simulator = createSimulator();
  const answer = await simulator.fetch(`${apiUrl}/token`, { method: "POST", headers: { authorization: "Bearer sk_live_simulator" } });
  const body: unknown = await answer.json();
  const token = typeof body === "object" && body !== null && "token" in body ? String(body.token) : "";
  const before = simulator.control.ledger().requests.length;

  const place = document.createElement("main");
  document.body.append(place);
  const root = createRoot(place);
  onTestFinished(() => {
    root.unmount();
    place.remove();
  });
  const handle = createRef<DeckAuthHandle>();
  // Functions and objects are new ones at each drawing, as pages write them.
  const show = (change: Partial<DeckAuthInlineProps> = {}) =>
    root.render(
      <StrictMode>
        <button type="button">Of the page</button>
        <DeckAuthInline
          ref={handle}
          token={token}
          apiUrl={apiUrl}
          fetch={(address, init) => simulator.fetch(address, init)}
          sourceId="src_000001"
          appearance={{ theme: "default" }}
          onSuccess={() => {}}
          onEvent={() => {}}
          {...first}
          {...change}
        />
      </StrictMode>,
    );
  show();
  return { show, handle, requests: () => simulator.control.ledger().requests.slice(before).map(({ operation }) => operation) };
}

const focused = () => document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
const restore = (persisted: boolean) => window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted }));

test("focus() puts the keyboard into the first field (M19 in part)", async () => {
  const { handle } = await open();
  await expect.element(username).toBeVisible();
  page.getByRole("button", { name: "Of the page" }).element().focus();
  handle.current?.focus();
  expect(focused()).toBe(username.element());
  await userEvent.keyboard("ada");
  await expect.element(username).toHaveValue("ada");
});

test("focus() before anything is there is remembered, and the first field gets it in the end (M19 in part)", async () => {
  const { handle } = await open();
  await expect.poll(() => handle.current).not.toBeNull();
  handle.current?.focus();
  await expect.element(username).toBeVisible();
  await expect.poll(focused).toBe(username.element());
});

test("without focus() the page keeps the keyboard (M88)", async () => {
  await open();
  const own = page.getByRole("button", { name: "Of the page" });
  await expect.element(own).toBeVisible();
  own.element().focus();
  await expect.element(username).toBeVisible();
  await expect.element(own).toHaveFocus();
});

test("a page that comes back from the browser's cache has empty forms; one that is only shown keeps them (T31)", async () => {
  await open();
  await username.fill("ada");
  await password.fill("correct horse");
  restore(false);
  await expect.element(password).toHaveValue("correct horse");
  restore(true);
  await expect.element(username).toHaveValue("");
  await expect.element(password).toHaveValue("");
});

test("new callbacks and objects with the old values cost no request and no letter, in StrictMode too (M11, R12)", async () => {
  const { show, requests } = await open();
  await username.fill("ada");
  const before = requests();
  expect(before.filter((operation) => operation === "sources.get")).toHaveLength(1);
  const events: string[] = [];
  for (let drawing = 0; drawing < 5; drawing += 1) show({ onEvent: ({ type }) => events.push(type), appearance: { theme: "default" } });
  show({ onEvent: ({ type }) => events.push(type), appearance: { theme: "dark" } });
  await expect.poll(() => document.querySelector("[data-deck-auth-inline]")?.shadowRoot?.querySelector("[data-theme=dark]")).not.toBeNull();
  await expect.element(username).toHaveValue("ada");
  expect(requests()).toEqual(before);
  // The newest function is the one that is called.
  await password.fill("correct horse");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect.poll(() => events).toContain("submitted");
});

test("a page without types that gives nothing as null gets the flow that nothing leads to, not a shell that stands for ever (design 7.1)", async () => {
  const { requests } = await open(JSON.parse('{"sourceId":null,"credentialId":null,"externalId":null,"taskId":null,"resume":null}'));
  await expect.element(page.getByRole("option").first()).toBeVisible();
  expect(requests()[0]).toBe("sources.list");
});

test("what keeps a flow from beginning shows up as an uncaught error of the page, and is not swallowed", async () => {
  const uncaught: unknown[] = [];
  const hear = (event: ErrorEvent) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    uncaught.push(event.error);
  };
  window.addEventListener("error", hear, { capture: true });
  onTestFinished(() => window.removeEventListener("error", hear, { capture: true }));
  const broken = new RangeError("no such time");
  await open({
    clock: {
      ...steadyClock,
      after(milliseconds, run) {
        if (milliseconds > 60_000) throw broken;
        return steadyClock.after(milliseconds, run);
      },
    },
  });
  await expect.poll(() => uncaught).toEqual([broken]);
});

test("another source is another flow, and what was typed is gone (M12, T6)", async () => {
  const { show, handle, requests } = await open();
  await username.fill("ada");
  show({ sourceId: "src_000002" });
  await expect.poll(() => requests().filter((operation) => operation === "sources.get").length).toBe(2);
  await expect.element(username).toHaveValue("");
  handle.current?.focus();
  expect(focused()).toBe(username.element());
});
