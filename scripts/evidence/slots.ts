// The `data-slot` attributes that the flow can draw, for the table in docs/theming.md.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../command.ts";

const places = [
  ["On every screen", "packages/flow/src/{ui,screens,embed}/*.tsx"],
  ["Source picker", "packages/flow/src/steps/source-picker/**/*.tsx"],
  ["Credentials", "packages/flow/src/steps/credentials/**/*.tsx"],
  ["Prompt", "packages/flow/src/steps/interaction/**/*.tsx"],
  ["Run", "packages/flow/src/steps/task-run/**/*.tsx"],
  ["Outcome", "packages/flow/src/steps/outcome/**/*.tsx"],
  ["Loading", "packages/flow/src/steps/loading/**/*.tsx"],
] as const;

const isDrawn = (path: string): boolean => !/\.test\.|\.stories\.|[\\/]testing[\\/]/.test(path);

/** Every slot by the part of the flow that draws it, as written in the components: they are literals, always. */
function slotsByPlace(): { place: string; slots: string[] }[] {
  return places.map(([place, files]) => {
    const text = globSync(files, { cwd: root }).filter(isDrawn).map((path) => readFileSync(join(root, path), "utf8")).join("\n");
    const slots = [...text.matchAll(/(?:data-slot|\sslot)="([a-z-]+)"/g)].map(([, slot = ""]) => slot);
    return { place, slots: [...new Set(slots)].sort() };
  });
}

/** A page with what stands between `<!-- slots:start -->` and `<!-- slots:end -->` written anew. */
export function withSlots(page: string): string {
  const rows = slotsByPlace().map(({ place, slots }) => `| ${place} | ${slots.map((slot) => `\`${slot}\``).join(" ")} |`);
  const table = ["", "| Where | `data-slot` |", "|---|---|", ...rows, ""].join("\n");
  return page.replace(/(<!-- slots:start -->\n)[\s\S]*?(<!-- slots:end -->)/, (_, start: string, end: string) => `${start}${table}\n${end}`);
}
