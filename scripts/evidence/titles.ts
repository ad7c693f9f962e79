// The titles of the tests of a file, read from its syntax: what else is written in it, a value or a comment, claims nothing.
import { parseSync, Visitor } from "vite";

/** The title of a test, or of a group of them. */
export interface Title {
  /** As it is written. What a program fills in stands as `…`. */
  written: string;
  /** As a reader meets it: without its ids, and after the title of its group if the program fills something in. */
  shown: string;
}

/** What may follow `test`, `it` and `describe` where a title comes next. */
const kinds = new Set(["describe", "each", "for", "only", "skip", "skipIf", "runIf", "concurrent", "sequential", "serial", "parallel"]);

type Visited = NonNullable<ConstructorParameters<typeof Visitor>[0]["CallExpression"]>;
type Call = Parameters<Visited>[0];
type Expression = Call["callee"] | Call["arguments"][number];

/** `test`, `it` or `describe` for `test`, `test.each(…)`, `test.describe.serial` and the like. */
function kindOf(callee: Expression): string | null {
  if (callee.type === "Identifier") return ["test", "it", "describe"].includes(callee.name) ? callee.name : null;
  if (callee.type === "CallExpression") return kindOf(callee.callee);
  if (callee.type === "TaggedTemplateExpression") return kindOf(callee.tag);
  if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier" || !kinds.has(callee.property.name)) return null;
  const kind = kindOf(callee.object);
  return kind !== null && callee.property.name === "describe" ? "describe" : kind;
}

const filledIn = /%(?:\.\d+)?[sdifjoO#]|\$[a-z][\w.]*/g;

function textOf(node: Expression | undefined): string | null {
  if (node?.type === "Literal" && typeof node.value === "string") return node.value.replaceAll(filledIn, "…");
  if (node?.type === "TemplateLiteral") return node.quasis.map(({ value }) => value.cooked ?? "").join("…").replaceAll(filledIn, "…");
  return null;
}

/** The title without what stands in the last parentheses. */
const plain = (title: string): string => title.replace(/\s*\([^()]*\)\s*$/, "");

/** Every title in the text of a file, in its order. */
export function titlesIn(file: string, text: string): Title[] {
  const titles: Title[] = [];
  const groups: { call: Call; title: string }[] = [];
  const { program } = parseSync(file, text);
  new Visitor({
    CallExpression(call) {
      const kind = kindOf(call.callee);
      const written = kind === null ? null : textOf(call.arguments[0]);
      if (written === null) return;
      const own = plain(written);
      titles.push({ written, shown: own.includes("…") ? [...groups.map(({ title }) => title), own].join(": ") : own });
      if (kind === "describe") groups.push({ call, title: own });
    },
    "CallExpression:exit"(call) {
      if (groups.at(-1)?.call === call) groups.pop();
    },
  }).visit(program);
  return titles;
}
