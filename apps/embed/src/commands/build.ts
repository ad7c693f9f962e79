import { readEnvironment } from "../server/environment.ts";
import { loadBuiltPage } from "../server/load-built-page.ts";
import { chooseShell, shellVariants } from "../server/shell-choice.ts";
import { headerRules } from "../static/header-rules.ts";
import { writeSite } from "../static/write-site.ts";
import { fail, say } from "./say.ts";

/** What `build` takes. */
export interface BuildArguments {
  out?: string | undefined;
  lang?: string | undefined;
  theme?: string | undefined;
  first?: string | undefined;
}

/** `deck-auth-embed build --out <folder>`: the page as files, with the environment's deployment in it. */
export function buildCommand({ out, lang, theme, first }: BuildArguments): void {
  if (out === undefined || out === "") return fail("build: say where to with --out <folder>.");
  const wishes = [
    ["lang", lang, shellVariants.language],
    ["theme", theme, shellVariants.theme],
    ["first", first, shellVariants.first],
  ] as const;
  const query = new URLSearchParams();
  for (const [name, wish, known] of wishes) {
    if (wish === undefined) continue;
    if (!known.some((one) => one === wish)) return fail(`--${name}: "${wish}" is none of ${known.join(", ")}.`);
    query.set(name, wish);
  }
  const { settings } = readEnvironment(process.env);
  const page = loadBuiltPage();
  // Refuses what files cannot do before any is written.
  headerRules(page, settings);
  const written = writeSite(out, page, settings, chooseShell(query));
  say(`${written.length} files are in ${out}. Serve them with the headers of --print-headers nginx, netlify, cloudflare or apache, and no others.`);
}
