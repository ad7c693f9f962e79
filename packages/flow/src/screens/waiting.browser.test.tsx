import { describe, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { Fetch } from "../api/client.ts";
import { showFlow } from "../testing/show-flow.tsx";

const second = 1_000;
const config = { sourceId: "src_000001", taskId: "task_login" };
const offline = "You seem to be offline";
const username = page.getByLabelText("Username");
const submit = page.getByRole("button", { name: "Continue" });

/** Requests that fit are answered once they are let go. */
function holding(path: RegExp) {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const between =
    (fetch: Fetch): Fetch =>
    async (address, init) => {
      if (path.test(address)) await held;
      return fetch(address, init);
    };
  return { between, letGo };
}

type Flow = Awaited<ReturnType<typeof showFlow>>;

const reads = (flow: Flow, text: string) => flow.place.querySelector("[data-slot=card-content]")?.textContent?.includes(text);
const said = (flow: Flow) => flow.place.querySelector("[role=status]")?.textContent ?? "";

async function signIn(flow: Flow, user: string) {
  await flow.pass(() => flow.place.querySelector("[name=username]"));
  await userEvent.fill(username, user);
  await userEvent.fill(page.getByRole("textbox", { name: "Password" }), "correct horse");
  await userEvent.click(submit);
}

test("a form that waits for the network stays as it is when the person comes back too early, and is not said again (M60)", async () => {
  const flow = await showFlow({ config, offline: true });
  await flow.pass(() => reads(flow, offline));
  const alert = flow.place.querySelector("[aria-live=assertive]");
  await expect.poll(() => alert?.textContent).toContain(offline);
  const retry = page.getByRole("button", { name: "Try again" }).element();
  await userEvent.click(retry);
  const changes: MutationRecord[] = [];
  const watch = new MutationObserver((records) => changes.push(...records));
  watch.observe(flow.place, { childList: true, subtree: true, characterData: true });
  for (const moment of [1, second]) {
    flow.device.setVisible(true);
    await flow.clock.advance(moment);
  }
  await flow.pass(() => reads(flow, offline));
  changes.push(...watch.takeRecords());
  watch.disconnect();
  expect(changes.map(({ target }) => (target instanceof Element ? target.outerHTML : target.textContent))).toEqual([]);
  expect(document.activeElement).toBe(retry);
  flow.device.setOnline(true);
  await flow.pass(() => flow.place.querySelector("[name=username]"));
});

describe("a source that is down when its form is opened (deck-api 6.12)", () => {
  const down = JSON.stringify({ errors: [{ type: "source", code: "source_not_available", message: "" }], request_id: "req_down" });
  /** The source is down for so long. */
  function failing(path: RegExp) {
    const now = { isDown: true };
    const between =
      (fetch: Fetch): Fetch =>
      (address, init) =>
        now.isDown && path.test(address) ? Promise.resolve(new Response(down, { status: 503 })) : fetch(address, init);
    return { now, between };
  }

  test("says so in the catalogue's words, tells the host, ends nothing, and can be tried again", async () => {
    const { now, between } = failing(/\/sources\/src_/);
    const flow = await showFlow({ config, between });
    await flow.pass(() => reads(flow, "The website isn’t available"));
    await expect.element(page.getByText("req_down")).toBeVisible();
    expect(flow.screen()).toBe("loading");
    expect(flow.posted.filter(({ type }) => type === "error")).toMatchObject([{ data: { type: "source", code: "source_not_available", terminal: false } }]);
    now.isDown = false;
    await userEvent.click(page.getByRole("button", { name: "Try again" }));
    await flow.pass(() => flow.place.querySelector("[name=username]"));
  });

  test("leads back to the list, where another can be chosen (R27)", async () => {
    const { between } = failing(/\/sources\/src_/);
    const flow = await showFlow({ between });
    flow.send({ type: "SOURCE_CHOSEN", sourceId: "src_000001" });
    await flow.pass(() => reads(flow, "The website isn’t available"));
    await userEvent.click(page.getByRole("button", { name: "Back" }));
    await flow.pass(() => flow.screen() === "source-picker");
  });
});

/** On which screen a step is slow, and how a person gets there. */
const steps: readonly [screen: string, path: RegExp, go: (flow: Flow) => Promise<void>][] = [
  ["loading", /\/sources\//, async () => {}],
  ["credentials", /\/credentials$/, (flow) => signIn(flow, "user_good")],
  [
    "interaction",
    /\/interaction$/,
    async (flow) => {
      await signIn(flow, "user_mfa");
      await flow.pass(() => flow.place.querySelector("[autocomplete=one-time-code]"));
      await userEvent.fill(page.getByRole("textbox"), "123456");
      await userEvent.click(submit);
    },
  ],
];

test("a form that is slow to come leaves a way back to the list, which nothing takes away again (R27, F8)", async () => {
  const { between, letGo } = holding(/\/sources\/src_/);
  const flow = await showFlow({ between });
  flow.send({ type: "SOURCE_CHOSEN", sourceId: "src_000001" });
  expect(flow.screen()).toBe("loading");
  await userEvent.click(page.getByRole("button", { name: "Back" }));
  await flow.pass(() => flow.screen() === "source-picker");
  letGo();
  await flow.clock.advance(10 * second);
  expect(flow.screen()).toBe("source-picker");
  const fixed = await showFlow({ config, between: holding(/\/sources\/src_/).between });
  expect(fixed.session.chart.getSnapshot().can({ type: "BACK" })).toBe(false);
});

describe.each(steps)("a step that is slow: %s", (screen, path, go) => {
  test("says after 5 s and after 15 s that it is still going on, shown and spoken (F8)", async () => {
    const { between, letGo } = holding(path);
    const flow = await showFlow({ config, between });
    await go(flow);
    await flow.clock.advance(4 * second);
    expect(flow.screen()).toBe(screen);
    expect(reads(flow, "Still working")).toBe(false);
    await flow.clock.advance(2 * second);
    await expect.poll(() => reads(flow, "This is taking longer than usual.")).toBe(true);
    await flow.pass(() => said(flow).includes("This is taking longer than usual."));
    await flow.clock.advance(10 * second);
    await expect.poll(() => reads(flow, "You can keep waiting")).toBe(true);
    letGo();
    await flow.pass(() => flow.screen() !== screen);
    await expect.poll(() => reads(flow, "Still working. Your connection")).toBe(false);
  });

  test("says when the device has no network, and goes on by itself when it has (M60)", async () => {
    let know = (_device: Flow["device"]) => {};
    const known = new Promise<Flow["device"]>((resolve) => (know = resolve));
    let isCut = false;
    const between = (fetch: Fetch): Fetch => async (address, init) => {
      if (!path.test(address) || isCut) return fetch(address, init);
      isCut = true;
      (await known).setOnline(false);
      throw new TypeError("Failed to fetch");
    };
    const flow = await showFlow({ config, between });
    know(flow.device);
    await go(flow);
    await flow.pass(() => reads(flow, offline));
    await expect.element(page.getByText("This continues by itself once you’re back online.").first()).toBeVisible();
    expect(flow.screen()).toBe(screen);
    flow.device.setOnline(true);
    await flow.pass(() => flow.screen() !== screen);
    expect(flow.outcomes()).toEqual([]);
  });
});
