import type { CDPSession, Page } from "@playwright/test";

export interface AccessibleNode {
  nodeId: string;
  childIds?: string[];
  role?: { value?: unknown };
  name?: { value?: unknown };
  description?: { value?: unknown };
  properties?: { name: string; value: { value?: unknown } }[];
}

/** The browser's accessibility tree of the flow's frame. */
export class Tree {
  readonly #protocol: CDPSession;

  constructor(protocol: CDPSession) {
    this.#protocol = protocol;
  }

  async nodes(): Promise<AccessibleNode[]> {
    const { nodes } = await this.#protocol.send("Accessibility.getFullAXTree");
    return nodes;
  }

  /** The text of every live region of this urgency. */
  async live(urgency: "polite" | "assertive"): Promise<string> {
    const nodes = await this.nodes();
    const byId = new Map(nodes.map((node) => [node.nodeId, node]));
    const text = (node: AccessibleNode | undefined): string => {
      if (node === undefined) return "";
      if (node.role?.value === "StaticText") return String(node.name?.value ?? "");
      return (node.childIds ?? []).map((id) => text(byId.get(id))).join(" ");
    };
    const isLive = ({ properties = [] }: AccessibleNode) => properties.some(({ name, value }) => name === "live" && value.value === urgency);
    return nodes.filter(isLive).map(text).join(" | ");
  }

  async #focusedNode(): Promise<AccessibleNode | undefined> {
    const isFocused = ({ properties = [] }: AccessibleNode) => properties.some(({ name, value }) => name === "focused" && value.value === true);
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

/** The tree of the frame that is there now. */
export async function treeOf(page: Page): Promise<Tree> {
  const element = await page.locator("iframe[data-deck-auth]").elementHandle();
  const frame = await element?.contentFrame();
  if (!frame) throw new Error("no frame");
  // A page of another site is a process of its own.
  const protocol = await page.context().newCDPSession(frame);
  await protocol.send("Accessibility.enable");
  return new Tree(protocol);
}
