import { embedChecks } from "./apps/embed/size-limit.ts";

// The budgets P1 and P2: what a customer's page loads, and what the embed page loads before its first screen works.
export default [
  { name: "@deck-auth/react, gz, React external (P1)", path: "packages/react/dist/index.js", limit: "2.5 kB", gzip: true, ignore: ["react"] },
  // Weighed as built: bundling them again would show something else.
  ...embedChecks().map(({ name, path, limit, gzip }) => ({ name, path, limit, gzip, rolldown: false })),
];
