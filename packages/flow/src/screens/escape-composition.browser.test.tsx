import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { showFlow } from "../testing/show-flow.tsx";

/** The Escape that ends a composition, as the browsers tell of it. */
const lastKeys: readonly [string, KeyboardEventInit][] = [
  ["Chromium and Firefox", { isComposing: true }],
  ["Safari", { isComposing: false, keyCode: 229 }],
];

const escape = (init: KeyboardEventInit = {}) => new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true, composed: true, ...init });

test.each(lastKeys)("an Escape that ends a composition in %s neither empties the search nor closes; the next ones do (R144)", async (_, init) => {
  const flow = await showFlow({ config: { closable: true } });
  const search = page.getByRole("combobox");
  await flow.pass(() => flow.place.querySelector("[role=combobox]"));
  const closed = () => flow.posted.filter(({ type }) => type === "close").length;
  const press = (event: KeyboardEvent) => search.element().dispatchEvent(event);

  press(escape(init));
  expect(closed()).toBe(0);
  await userEvent.fill(search, "northwind");
  press(escape(init));
  await expect.element(search).toHaveValue("northwind");
  press(escape());
  await expect.element(search).toHaveValue("");
  expect(closed()).toBe(0);
  press(escape());
  expect(closed()).toBe(1);
});

test.each(lastKeys)("nor does it close a form, in %s (R144)", async (_, init) => {
  const flow = await showFlow({ config: { closable: true, sourceId: "src_000001" } });
  await flow.pass(() => flow.place.querySelector("[name=username]"));
  const field = page.getByLabelText("Username").element();
  field.dispatchEvent(escape(init));
  expect(flow.posted.filter(({ type }) => type === "close")).toHaveLength(0);
  field.dispatchEvent(escape());
  expect(flow.posted.filter(({ type }) => type === "close")).toHaveLength(1);
});
