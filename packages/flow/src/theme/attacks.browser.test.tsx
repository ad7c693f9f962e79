import { expect, onTestFinished, test } from "vitest";
import { page } from "vitest/browser";
import { StepHeader } from "../ui/step-header.tsx";
import { stage } from "../ui/testing/stage.tsx";
import { applyAppearance } from "./apply-appearance.ts";
import { colourNames } from "./defaults.ts";
import { variableOf } from "./read-appearance.ts";

const evil = "https://evil.test/x";

// Appendix A.2 of the threats: what could make a browser fetch something, end a declaration, or wear down a parser.
const seeds = [
  `url(${evil})`,
  `url("${evil}")`,
  `url('${evil}')`,
  `URL(${evil})`,
  `u/**/rl(${evil})`,
  `\\75rl(${evil})`,
  `\\000075 rl(${evil})`,
  `url(\n${evil}\n)`,
  `url(//evil.test/x)`,
  `url(data:image/svg+xml,<svg/>)`,
  `src("${evil}")`,
  `image("${evil}")`,
  `image-set("${evil}" 1x)`,
  `-webkit-image-set(url(${evil}) 1x)`,
  `cross-fade(url(${evil}), red 50%)`,
  `element(#x)`,
  `paint(x)`,
  `var(--x)`,
  `var(--x, url(${evil}))`,
  `attr(data-x type(<url>))`,
  `env(x, url(${evil}))`,
  `expression(fetch("${evil}"))`,
  `@import "${evil}"`,
  `calc(1px * 1e308)`,
  `if(style(--x: 1): url(${evil}); else: red)`,
  `light-dark(red, url(${evil}))`,
  `color-mix(in srgb, url(${evil}), red)`,
  `${"color-mix(in oklab, ".repeat(500)}red${", red)".repeat(500)}`,
];

/** Each seed bare, and behind and before what is allowed, where a check of a part would let it through. */
const wrapped = (seed: string): string[] => [
  seed,
  `red;background:${seed}`,
  `red}*{background:${seed}}`,
  `red/*;*/${seed}`,
  `0 0 4px red, ${seed}`,
  `Inter, ${seed}`,
  `"Inter"; background: ${seed}`,
];
const oddities: unknown[] = ["\u0000", "\ud800", "\u202e#fff", "red\u0000", "-1", "NaN", "1e9", "x".repeat(1_000_000), Number.NaN, -1, 1e308, [], {}, () => evil, 7n, { toString: () => `url(${evil})` }];
const payloads = [...seeds.flatMap(wrapped), ...oddities];

const variables = [...colourNames.map(variableOf), "fontFamily", "borderRadius", "shadow", "logoUrl"];

test("200 payloads in each of the variables: no request, and nothing that a policy would have to stop (T14, R117)", async () => {
  expect(payloads.length).toBeGreaterThanOrEqual(200);
  const policy = document.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = "img-src 'self'; font-src 'self'";
  document.head.append(policy);
  const reports: string[] = [];
  document.addEventListener("securitypolicyviolation", ({ blockedURI }) => reports.push(blockedURI));
  const seen = () => [...reports, ...performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => name.includes("evil"))];
  const drawn = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));

  const { place } = await stage(
    <>
      <StepHeader title="A step" lead="Its lead" />
      <button type="button" data-slot="button" data-variant="primary">
        Go on
      </button>
      <input aria-label="Field" data-slot="input" />
    </>,
  );
  await expect.element(page.getByRole("button")).toBeVisible();
  const root = place.querySelector<HTMLElement>("[data-deck-auth]");
  if (root === null) throw new Error("no root");
  root.dataset["x"] = evil;
  for (const payload of payloads)
    for (const theme of ["default", "auto"])
      for (const given of [Object.fromEntries(variables.map((name) => [name, payload])), { __proto__: { colorPrimary: payload }, constructor: payload }]) {
        const { logoUrl } = applyAppearance(root, { theme, variables: given }, () => {});
        expect(logoUrl).toBeNull();
        // Of the oddities some are a number of pixels, and some the name of a font that nobody has.
        const written = [...root.style].filter((name) => !/^--deck-(radius|font-family)$/.test(name));
        expect(written, String(payload).slice(0, 80)).toEqual([]);
        expect(root.getAttribute("style") ?? "").not.toContain("evil");
      }
  await drawn();
  expect(seen()).toEqual([]);

  // The same eyes do see what a browser would be made to fetch.
  root.style.setProperty("background-image", `url(${evil})`);
  onTestFinished(() => policy.remove());
  await expect.poll(seen).toContain(evil);
});
