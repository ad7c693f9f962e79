import axe from "axe-core";

/** Both themes in both languages. */
export const everyLook = [
  { theme: "default", language: "en-US" },
  { theme: "default", language: "fr-CA" },
  { theme: "dark", language: "en-US" },
  { theme: "dark", language: "fr-CA" },
] as const;

/** What axe finds below `place`, in short; empty when all is well. No rule is left out. */
export async function findViolations(place: Element): Promise<string[]> {
  // Half-way through an animation nothing has its colour yet.
  for (const animation of place.getAnimations({ subtree: true })) {
    if (animation.effect?.getComputedTiming().iterations === Number.POSITIVE_INFINITY) animation.cancel();
    else animation.finish();
  }
  const { violations } = await axe.run(place, { resultTypes: ["violations"] });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
}
