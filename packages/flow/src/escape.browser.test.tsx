import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { showFlow } from "./testing/show-flow.tsx";
import type { OpenOptions } from "./testing/open-session.ts";

type Flow = Awaited<ReturnType<typeof showFlow>>;

const closes = ({ posted }: Flow) => posted.filter(({ type }) => type === "close").length;
const signIn = (name: string) => (flow: Flow) => flow.signIn(name);

const config = { sourceId: "src_000001", taskId: "task_login" };

/** How each screen is come to, and what is done on it to go on to the next one. */
const ways: readonly [name: string, options: OpenOptions, screens: readonly (readonly [screen: string, goOn?: (flow: Flow) => void])[]][] = [
  [
    "the picker to success",
    { config: { taskId: "task_login" } },
    [
      ["source-picker", ({ send }) => send({ type: "SOURCE_CHOSEN", sourceId: "src_000001" })],
      ["credentials", signIn("user_mfa")],
      ["task-run"],
      ["interaction", ({ answer }) => answer({ code: "123456" })],
      ["success"],
    ],
  ],
  ["the form to a failed check", { config }, [["credentials", signIn("user_fail")], ["task-run"], ["unverified"]]],
  ["the form to a refused password", { config }, [["credentials", signIn("user_bad")], ["error"]]],
  ["a beginning that loads and loads", { config, between: () => () => new Promise<Response>(() => {}) }, [["loading"]]],
];

test.each(ways)("from %s: Escape closes on every screen where the host can close, once for each press (R138)", async (_, options, screens) => {
  const flow = await showFlow({ ...options, config: { ...options.config, closable: true } });
  for (const [index, [screen, goOn]] of screens.entries()) {
    await flow.drawn(screen);
    await userEvent.keyboard("{Escape}");
    expect(closes(flow)).toBe(index + 1);
    // The host owns what comes next: nothing is hidden here (R13).
    expect(flow.screen()).toBe(screen);
    goOn?.(flow);
  }
});

test.each(ways)("from %s: Escape does nothing where the host cannot close (R139)", async (_, options, screens) => {
  const flow = await showFlow(options);
  for (const [screen, goOn] of screens) {
    await flow.drawn(screen);
    await userEvent.keyboard("{Escape}");
    expect(closes(flow)).toBe(0);
    expect(flow.screen()).toBe(screen);
    goOn?.(flow);
  }
});

test("the Escape that shuts an open list of choices closes the list alone (R144)", async () => {
  const many = Array.from({ length: 9 }, (_, index) => ({ value: `acct_${index + 1001}`, label: `Account ${index + 1}` }));
  const flow = await showFlow({
    config: { ...config, closable: true },
    between: (fetch) => async (address, init) => {
      const answer = await fetch(address, init);
      if (!address.includes("/task-runs/")) return answer;
      const run = await answer.json();
      if (run.interaction === null) return Response.json(run);
      return Response.json({ ...run, interaction: { ...run.interaction, fields: [{ ...run.interaction.fields[0], options: many }] } });
    },
  });
  await flow.drawn("credentials");
  flow.signIn("user_select");
  await flow.drawn("interaction");
  const choice = page.getByRole("combobox", { name: "Account" });
  await choice.click();
  await expect.poll(() => document.querySelector("select:open")).not.toBeNull();
  await userEvent.keyboard("{Escape}");
  await expect.poll(() => document.querySelector("select:open")).toBeNull();
  expect(closes(flow)).toBe(0);
  await expect.element(choice).toHaveFocus();
  await userEvent.keyboard("{Escape}");
  expect(closes(flow)).toBe(1);
});
