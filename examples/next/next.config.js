/** @type {import("next").NextConfig} */
export default {
  // In this repository the packages are their sources; published ones need none of these two lines.
  transpilePackages: ["@deck-auth/contract", "@deck-auth/react", "@deck-auth/server"],
  // `npm run typecheck` does it.
  typescript: { ignoreBuildErrors: true },
};
