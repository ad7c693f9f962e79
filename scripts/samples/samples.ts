// The code in the pages and in the comments of what is public, made into files that the compiler can look at.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../command.ts";

/** A block of code that somebody will copy. */
export interface Sample {
  /** Where it stands, `docs/react.md:18`. */
  place: string;
  ending: "ts" | "tsx";
  code: string;
}

/** With the line before it, which names the file of the project that a block is a copy of: that one is compiled where it stands. */
const fenced = /(?:^<!-- (?:source:start )?(?<file>\S+\/\S+) -->\n+)?^```(?<ending>tsx?)\n(?<code>[^]*?)^```/gm;

const lineOf = (text: string, index: number): number => text.slice(0, index).split("\n").length;

const posix = (path: string): string => path.replaceAll("\\", "/");

function samplesOf(path: string, text: string): Sample[] {
  return [...text.matchAll(fenced)].flatMap(({ groups = {}, index }) => {
    const { file, ending, code = "" } = groups;
    if (file !== undefined) return [];
    return [{ place: `${path}:${lineOf(text, index)}`, ending: ending === "tsx" ? "tsx" : "ts", code }];
  });
}

/** Every block of TypeScript in the pages that people read. */
export function samplesOfPages(): Sample[] {
  const pages = globSync(["*.md", "docs/*.md", "packages/*/README.md", "apps/*/README.md"], { cwd: root }).map(posix).sort();
  return pages.flatMap((path) => samplesOf(path, readFileSync(join(root, path), "utf8")));
}

const exported = /^export (?:declare )?(?:async )?(?:const|function|class) (\w+)/gm;

/** Every block of TypeScript in the comments of the packages. One without imports gets what its own file exports. */
export function samplesOfComments(): Sample[] {
  const files = globSync("{packages,apps}/*/src/**/*.{ts,tsx}", { cwd: root }).map(posix).filter((path) => !path.includes(".test.")).sort();
  return files.flatMap((path) => {
    const text = readFileSync(join(root, path), "utf8");
    const own = [...text.matchAll(exported)].map(([, name = ""]) => name);
    const comments = text.replaceAll(/^ *\*(?: |$)/gm, "");
    return samplesOf(path, comments).map((sample) =>
      sample.code.includes("import ") ? sample : { ...sample, code: `import { ${own.join(", ")} } from "../../${path}";\n${sample.code}` },
    );
  });
}
