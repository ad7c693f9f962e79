// Whole files of the project in pages of docs: what people copy is what is tested.
import { readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { root } from "../command.ts";

/** What highlighters call a language, where it is not the file's ending. */
const languages = new Map([[".kt", "kotlin"]]);

const marked = /(<!-- source:start (\S+) -->\n)[\s\S]*?(<!-- source:end -->)/g;

/** A page with what stands between `<!-- source:start path -->` and `<!-- source:end -->` written anew: the file, as it is. */
export const withSources = (page: string): string =>
  page.replace(marked, (_, start: string, path: string, end: string) => {
    const ending = extname(path);
    return `${start}\n\`\`\`${languages.get(ending) ?? ending.slice(1)}\n${readFileSync(join(root, path), "utf8")}\`\`\`\n\n${end}`;
  });

const named = /(<!-- (examples\/\S+) -->\n```\w+\n)[\s\S]*?(\n```\n)/g;

/** A page with what stands under `<!-- examples/… -->` written anew: a file of the examples, as its readers install it. */
export const withExamples = (page: string): string =>
  page.replace(named, (_, start: string, path: string, end: string) => {
    // Both versions of Express are installed here, so one has another name.
    const code = readFileSync(join(root, path), "utf8").trimEnd().replace('from "express4"', 'from "express"');
    return `${start}${code}${end}`;
  });
