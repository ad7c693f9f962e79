import type { CDPSession, Page } from "@playwright/test";
import { expect, test } from "./parties.ts";

// What assistive technology is told, read from the browser's own accessibility tree: a region that stands in the document and
// not in the tree is never heard.

interface Node {
  nodeId: string;
  childIds?: string[];
  role?: { value?: unknown };
  name?: { value?: unknown };
  description?: { value?: unknown };
  properties?: { name: string; value: { value?: unknown } }[];
}

/** The browser's accessibility tree of the flow's frame. */
class Tree {
  readonly #protocol: CDPSession;

  constructor(protocol: CDPSession) {
    this.#protocol = protocol;
  }

  async nodes(): Promise<Node[]> {
    const { nodes } = await this.#protocol.send("Accessibility.getFullAXTree");
    return nodes;
  }

  /** The text of every live region of this urgency. */
  async live(urgency: "polite" | "assertive"): Promise<string> {
    const nodes = await this.nodes();
    const byId = new Map(nodes.map((node) => [node.nodeId, node]));
    const text = (node: Node | undefined): string => {
      if (node === undefined) return "";
      if (node.role?.value === "StaticText") return String(node.name?.value ?? "");
      return (node.childIds ?? []).map((id) => text(byId.get(id))).join(" ");
    };
    const isLive = ({ properties = [] }: Node) => properties.some(({ name, value }) => name === "live" && value.value === urgency);
    return nodes.filter(isLive).map(text).join(" | ");
  }

  async #focusedNode(): Promise<Node | undefined> {
    const isFocused = ({ properties = [] }: Node) => properties.some(({ name, value }) => name === "focused" && value.value === true);
    // The document that holds the focused element has it too; it stands before it.
    return (await this.nodes()).findLast(isFocused);
  }

  /** What has the focus: role and name. */
  async focused(): Promise<string> {
    const node = await this.#focusedNode();
    return `${String(node?.role?.value)} ${String(node?.name?.value)}`;
  }

  /** The texts that describe what has the focus. */
  async description(): Promise<string> {
    return String((await this.#focusedNode())?.description?.value ?? "");
  }
}

async function treeOf(page: Page): Promise<Tree> {
  const element = await page.locator("iframe[data-deck-auth]").elementHandle();
  const frame = await element?.contentFrame();
  if (!frame) throw new Error("no frame");
  // A page of another site is a process of its own.
  const protocol = await page.context().newCDPSession(frame);
  await protocol.send("Accessibility.enable");
  return new Tree(protocol);
}

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
  const property = (node: Node | undefined, name: string) => node?.properties?.find((one) => one.name === name)?.value;
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
