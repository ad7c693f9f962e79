import { expect, test } from "./parties.ts";
import { treeOf } from "./tree.ts";
import type { AccessibleNode } from "./tree.ts";

// What assistive technology is told, read from the browser's own accessibility tree: a region that stands in the document and
// not in the tree is never heard.

test("every announcement of the path is in the accessibility tree (M87, A-7, R67, R143, M44)", async ({ demo, flow, page }) => {
  await demo.open();
  await flow.at("source-picker");
  await expect(flow.options.first()).toBeVisible();
  const tree = await treeOf(page);
  await expect.poll(() => tree.live("polite")).toMatch(/websites? found/);
  await flow.search.fill("northwind bank");
  // Not what was said of the whole list.
  await expect.poll(() => tree.live("polite")).toMatch(/\b[1-9] websites? found/);
  await flow.search.fill("qqqqqqqq");
  await expect.poll(() => tree.live("polite")).toContain("No website matches “qqqqqqqq”");

  await flow.pick("Northwind Bank");
  await flow.submit.click();
  await expect.poll(() => tree.live("assertive")).toContain("Fill in both fields to go on.");
  await expect.poll(() => tree.focused()).toBe("textbox Username");
  await expect.poll(() => tree.description()).toContain("Enter your username.");

  await flow.signIn("user_mfa");
  await flow.at("interaction");
  await expect.poll(() => tree.focused()).toMatch(/^textbox /);
  const message = await flow.frame.locator("blockquote").textContent();
  await expect.poll(() => tree.live("polite")).toContain(`Northwind Bank says: ${message}`);

  await flow.answer("000000");
  await demo.expectPrompts(2);
  await flow.at("interaction");
  await expect.poll(() => tree.live("assertive")).toContain("That code wasn’t accepted.");
  await expect.poll(() => tree.description()).toContain("That code wasn’t accepted.");
  await expect.poll(() => tree.live("polite")).toContain(`Northwind Bank says: ${message}`);

  await flow.answer("123456");
  await flow.at("success");
  await expect.poll(() => tree.focused()).toBe("heading You’re connected");
  await expect.poll(() => tree.live("polite")).toContain("Northwind Bank accepted your sign-in.");
});

test("while a run goes on its heading has the focus (M87, M88)", async ({ demo, flow, page, simulator }) => {
  await demo.open({ sourceId: await simulator.sourceId("Northwind Bank") });
  await flow.signIn("user_stuck");
  await flow.at("task-run");
  const tree = await treeOf(page);
  await expect.poll(() => tree.focused()).toMatch(/^heading (Connecting|Verifying)/);
});

test("an error that ends the flow is said at once (M87, A-7)", async ({ demo, flow, page, simulator }) => {
  await demo.open({ sourceId: await simulator.sourceId("Northwind Bank") });
  await flow.signIn("user_bad");
  await flow.at("error");
  const tree = await treeOf(page);
  await expect.poll(() => tree.live("assertive")).toContain("didn’t accept this username and password");
  await expect.poll(() => tree.focused()).toMatch(/^heading The sign-in wasn’t accepted/);
});

test("the list is a combobox with its rows, each of which knows its place (M25)", async ({ demo, flow, page }) => {
  await demo.open();
  await flow.at("source-picker");
  await expect(flow.options.first()).toBeVisible();
  await flow.search.focus();
  await page.keyboard.press("ArrowDown");
  const tree = await treeOf(page);
  await expect.poll(() => tree.live("polite")).toMatch(/[\d,]+ websites found/);
  const nodes = await tree.nodes();
  const roles = (role: string) => nodes.filter((node) => node.role?.value === role);
  const property = (node: AccessibleNode | undefined, name: string) => node?.properties?.find((one) => one.name === name)?.value;
  const [combobox] = roles("combobox");
  expect(combobox?.name?.value).toBe("Search by name or website");
  expect(property(combobox, "expanded")?.value).toBe(true);
  expect(property(combobox, "activedescendant")).toBeDefined();
  expect(roles("listbox").map(({ name }) => name?.value)).toEqual(["Websites"]);
  const selected = roles("option").filter((node) => property(node, "selected")?.value === true);
  expect(selected).toHaveLength(1);
  const [count = "-"] = /[\d,]+/.exec(await tree.live("polite")) ?? [];
  await expect(flow.options.first()).toHaveAttribute("aria-setsize", count.replaceAll(",", ""));
  await expect(flow.options.first()).toHaveAttribute("aria-posinset", "1");
});
