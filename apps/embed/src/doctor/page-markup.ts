import type { BuiltPage } from "../server/built-page.ts";
import { fillDeployment } from "../server/deployment-tag.ts";
import { deploymentOf } from "../server/settings.ts";
import type { CheckedSettings } from "../server/settings.ts";
import { bad, good, note } from "./finding.ts";
import type { Finding } from "./finding.ts";
import { assetsOf } from "./page-content.ts";

const mend = "Turn off whatever rewrites pages on the way (analytics, tag managers, minifiers, bot checks of a CDN): no other script may run where passwords are typed.";

const ownScript = /^<script type="module" src="\.\/assets\/[\w.-]+\.js" integrity="sha384-[\w+/=]+"><\/script>$/gm;

/** Every line of a page's head that can load or lead anywhere, just as the build writes it. */
const own = [
  ownScript,
  /^<style>(?:(?!<\/style)[^])*<\/style>$/gm,
  /^<link rel="modulepreload" href="\.\/assets\/[\w.-]+\.js" integrity="sha384-[\w+/=]+">$/gm,
  /^<link rel="icon" href="data:,">$/gm,
  /^<meta charset="utf-8">$/gm,
  /^<meta name="[\w-]+" content="[^"<>]*">$/gm,
];

const script = /<script\b(?:[^]*?<\/script\s*>|[^]*)/gi;

/** What else can load, lead or run anything. Not one of a page's screens has any of it, however it is written. */
const foreign =
  /<\/?(?:script|style|link|meta|base|iframe|frame|object|embed|applet|portal|template|img|image|picture|source|video|audio|track|use|animate|set|foreignobject|math|a|area|map)(?=[\s/>])|[\s"'/](?:src|srcset|srcdoc|href|xlink:href|action|formaction|background|poster|ping|data|manifest|style|http-equiv|on[a-z]+)\s*=/i;

const excerpt = (text: string) => text.slice(0, 80).split("\n")[0] ?? "";

/** Looks a page through whose build is not at hand: one script of its own, one style, nothing of anybody else (T34). */
function lookThrough(html: string): Finding[] {
  const scripts = html.match(ownScript) ?? [];
  const rest = own.reduce((text, pattern) => text.replace(pattern, ""), html);
  const strangers = rest.match(script) ?? [];
  const at = rest.search(foreign);
  const findings: Finding[] = [];
  if (strangers.length > 0) findings.push(bad(`The page holds ${strangers.length === 1 ? "a script" : `${strangers.length} scripts`} that is not its own: ${excerpt(strangers[0] ?? "")}`, mend));
  else if (at !== -1) findings.push(bad(`The page holds something that is not its own: ${excerpt(rest.slice(rest.lastIndexOf("<", at)))}.`, mend));
  if (scripts.length !== 1) findings.push(bad("The page's own script is missing, or there more than once.", mend));
  if (!html.includes('id="deck-auth"')) findings.push(bad("The page lacks the element that the flow is drawn into.", mend));
  return findings.length > 0 ? findings : [good("The page holds its own script and nothing of anybody else.")];
}

/** How many letters two texts begin with in common. */
function common(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

/** Whether the HTML is the one that was built. With the build of the same version at hand, it is compared to the letter. */
export function examineMarkup(html: string, settings: CheckedSettings, build: BuiltPage | null): Finding[] {
  if (build === null) return lookThrough(html);
  const code = assetsOf(html);
  if (code.length === 0 || !code.every((path) => build.assets.has(path))) {
    return [...lookThrough(html), note("The page is of another version than this doctor, so its HTML was looked through and not compared to the letter.")];
  }
  const same = Math.max(...[...build.shells.values()].map((shell) => {
    const built = fillDeployment(shell.html, deploymentOf(settings));
    return built === html ? Infinity : common(html, built);
  }));
  if (same === Infinity) return [good("The page is the one that was built, to the letter.")];
  // What is strange about it, if that can be said, says more than where it begins.
  const strange = lookThrough(html).filter(({ level }) => level === "bad");
  return strange.length > 0 ? strange : [bad(`The page is not the one that was built: from "${excerpt(html.slice(same))}" on it differs.`, mend)];
}
