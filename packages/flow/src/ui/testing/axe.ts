import axe from "axe-core";

/** What axe finds on the page, in short; empty when all is well. No rule is left out. */
export async function findViolations(place: Element): Promise<string[]> {
  const { violations } = await axe.run(place, { resultTypes: ["violations"] });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
}
