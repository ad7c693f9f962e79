import { variables } from "../server/variables.ts";

const width = Math.max(...Object.values(variables).map(({ name }) => name.length));

/** What `--help` says. */
export const help = `Deck Auth's embed page: where passwords are typed, on a host name of its own.

  npx @deck-auth/embed                          serve it
  npx @deck-auth/embed --check                  check the variables and the build, and serve nothing
  npx @deck-auth/embed build --out <folder>     write it as files for a static host (--lang, --theme, --first: what shows first)
  npx @deck-auth/embed --print-headers <host>   print that host's configuration: nginx, netlify, cloudflare or apache
  npx @deck-auth/embed doctor --url <address>   say what is wrong with a deployed page, and how to mend it
                                                (--host <origin> of a page that frames it, any number; --api <address> it should talk to;
                                                --token-url <address> where that page gets its tokens)

Variables:
${Object.values(variables)
  .map((one) => `  ${one.name.padEnd(width)}  ${one.meaning} Default: ${one.default}.`)
  .join("\n")}`;
