import { onTestFinished } from "vitest";
import { page } from "vitest/browser";

/** Narrow and wide, in the languages: French needs more room. */
export const inEveryCard = [
  { language: "en-US", width: 320 },
  { language: "fr-CA", width: 320 },
  { language: "en-US", width: 480 },
  { language: "fr-CA", width: 480 },
] as const;

/** The narrowest page that WCAG speaks of. */
export async function narrow(height = 480): Promise<void> {
  await page.viewport(320, height);
  onTestFinished(() => page.viewport(1024, 768));
}

/** The same, with text at twice its size. */
export async function narrowAndLarge(): Promise<void> {
  await narrow();
  document.documentElement.style.fontSize = "200%";
  onTestFinished(() => {
    document.documentElement.style.fontSize = "";
  });
}

const name = (element: Element) => element.getAttribute("data-slot") ?? element.tagName.toLowerCase();

/** What of its own is out of sight, below where nothing scrolls to it; a name of two lines and more is cut on purpose. */
const isCutBelow = (element: Element): boolean => {
  const { overflowY, webkitLineClamp } = getComputedStyle(element);
  return overflowY === "hidden" && webkitLineClamp === "none" && element.scrollHeight > element.clientHeight + 1;
};

/** What sticks out sideways, or cuts its own text off. */
export function findOverflow(place: Element): string[] {
  const width = document.documentElement.clientWidth;
  return [...place.querySelectorAll("[data-slot=card] *")]
    .filter((element) => !element.closest("[data-slot=visually-hidden], [aria-hidden=true], svg"))
    .filter((element) => element.getBoundingClientRect().right > width + 0.5 || (element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX !== "visible" && element.tagName !== "SELECT") || isCutBelow(element))
    .map(name);
}

/** What is there to be pressed and is smaller than 24 by 24. Of a radio or a checkbox the row counts. */
export function findSmallTargets(place: Element): string[] {
  return [...place.querySelectorAll("button, input, select, a")]
    .map((element) => element.closest("label") ?? element)
    .filter((element) => {
      const { width, height } = element.getBoundingClientRect();
      return width < 24 || height < 24;
    })
    .map(name);
}
