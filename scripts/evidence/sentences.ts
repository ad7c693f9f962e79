// What the comments of the public types say of each property, event and message.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "vite";
import { root } from "../command.ts";

/** A property of an interface, or of one branch of a union. */
export interface Member {
  name: string;
  /** As it is written. */
  type: string;
  required: boolean;
  sentence: string;
  /** `@default`, if there is one. */
  byDefault: string;
}

/** A branch of a union that is told apart by its `type`, or a message. */
export interface Kind {
  type: string;
  /** What comes with it, as it is written. */
  data: string;
  sentence: string;
}

interface Source {
  text: string;
  program: ReturnType<typeof parseSync>["program"];
  comments: ReturnType<typeof parseSync>["comments"];
}

function read(path: string): Source {
  const text = readFileSync(join(root, path), "utf8");
  const { program, comments, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} cannot be read: ${errors[0]?.message}`);
  return { text, program, comments };
}

/** Where the types that hosts see are declared: the first one that has it. */
const sources = ["packages/react/src/props.ts", "packages/contract/src/messages/payloads.ts"].map(read);
const messages = read("packages/contract/src/messages/messages.ts");

const references = / \((?:(?:R|T|F|M|P)\d+|A-\d+|(?:deck-api|design|threats) [\d.]+)(?:, (?:(?:R|T|F|M|P)\d+|A-\d+|(?:deck-api|design|threats) [\d.]+))*\)/g;

/** The comment right before that place, on one line, without what only we look up. */
function commentBefore({ text, comments }: Source, start: number): { sentence: string; byDefault: string } {
  const comment = comments.findLast(({ end }) => end <= start && /^[\s|]*$/.test(text.slice(end, start)));
  const words = (comment?.value ?? "").replaceAll(/^\s*\*+ ?/gm, "").replaceAll(/\s+/g, " ").replaceAll(/\{@link (\w+)\}/g, "`$1`").replaceAll(references, "").trim();
  const [sentence = "", byDefault = ""] = words.split("@default").map((part) => part.trim());
  return { sentence, byDefault };
}

const withoutUndefined = (type: string): string => type.replace(/ \| undefined$/, "").replace(/^\((.*)\)$/s, "$1").replaceAll(/\s+/g, " ");

/** Every property of an interface, those that it takes over from others first. */
export function membersOf(name: string): Member[] {
  for (const source of sources) {
    const { program, text } = source;
    for (const statement of program.body) {
      const declared = statement.type === "ExportNamedDeclaration" ? statement.declaration : null;
      if (declared?.type !== "TSInterfaceDeclaration" || declared.id.name !== name) continue;
      const taken = declared.extends.flatMap(({ expression }) => (expression.type === "Identifier" ? membersOf(expression.name) : []));
      const own = declared.body.body.flatMap((member): Member[] => {
        if (member.type !== "TSPropertySignature" || member.key.type !== "Identifier") return [];
        const type = member.typeAnnotation ? text.slice(member.typeAnnotation.typeAnnotation.start, member.typeAnnotation.end) : "";
        return [{ name: member.key.name, type: withoutUndefined(type), required: !member.optional, ...commentBefore(source, member.start) }];
      });
      return [...taken, ...own];
    }
  }
  throw new Error(`There is no interface ${name}.`);
}

/** Every branch of a union of objects. */
export function kindsOf(name: string): Kind[] {
  for (const source of sources) {
    for (const statement of source.program.body) {
      const declared = statement.type === "ExportNamedDeclaration" ? statement.declaration : null;
      if (declared?.type !== "TSTypeAliasDeclaration" || declared.id.name !== name || declared.typeAnnotation.type !== "TSUnionType") continue;
      return declared.typeAnnotation.types.map((branch) => {
        const [, type = "", data = ""] = /^\{ type: "(\w+)";? ?(.*?) ?\}$/s.exec(source.text.slice(branch.start, branch.end)) ?? [];
        return { type, data, sentence: commentBefore(source, branch.start).sentence };
      });
    }
  }
  throw new Error(`There is no union ${name}.`);
}

/** Every message of one side: `embedMessage` or `hostMessage`. */
export function messagesOf(side: string): Kind[] {
  for (const statement of messages.program.body) {
    const declared = statement.type === "ExportNamedDeclaration" && statement.declaration?.type === "VariableDeclaration" ? statement.declaration.declarations[0] : undefined;
    if (declared?.id.type !== "Identifier" || declared.id.name !== side || declared.init?.type !== "CallExpression") continue;
    const [, list] = declared.init.arguments;
    if (list?.type !== "ArrayExpression") continue;
    return list.elements.flatMap((element) => {
      if (element?.type !== "CallExpression" || element.arguments[0]?.type !== "Literal") return [];
      return [{ type: String(element.arguments[0].value), data: "", sentence: commentBefore(messages, element.start).sentence }];
    });
  }
  throw new Error(`There are no messages ${side}.`);
}
