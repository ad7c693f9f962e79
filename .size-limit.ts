import { embedChecks } from "./apps/embed/size-limit.ts";

/** An entry of `@deck-auth/react` with all that it exports, less what is loaded only when a prop asks for it. */
const react = (entry: string, name: string, limit: string, external: string[] = []) => ({
  name: `@deck-auth/react${name}, gz`,
  path: `packages/react/dist/${entry}.js`,
  entry: [entry],
  limit,
  gzip: true,
  ignore: external,
});

// The budgets P1 and P2: what a customer's page loads, and what the embed page loads before its first screen works.
export default [
  react("index", " without eventsUrl or sourcesUrl, React external (P1)", "2.5 kB", ["react"]),
  react("link", ": what eventsUrl or sourcesUrl load on top", "1.4 kB"),
  react("dialog", "/dialog, React and Radix external", "3.9 kB", ["react", "@radix-ui/react-dialog"]),
  react("element", "/element", "3.7 kB"),
  react("url", "/url", "1.7 kB"),
  // Weighed as built: bundling them again would show something else.
  ...embedChecks().map(({ name, path, limit, gzip }) => ({ name, path, limit, gzip, rolldown: false })),
];
