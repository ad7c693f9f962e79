// Tables of props, events and messages, written from the comments at their types.
import { kindsOf, membersOf, messagesOf } from "./sentences.ts";
import type { Kind, Member } from "./sentences.ts";

const cell = (text: string): string => text.replaceAll("|", "\\|");
const code = (text: string): string => (text === "" ? "" : `\`${cell(text)}\``);

const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  [heads, heads.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

const membersTable = (head: string, members: readonly Member[]): string =>
  table(
    [head, "Type", "Default", "What it means"],
    members.map(({ name, type, required, sentence, byDefault }) => [`${code(name)}${required ? "" : "?"}`, code(type), cell(byDefault), cell(sentence)]),
  );

const fieldsTable = (name: string): string =>
  table(["Field", "Type", "What it is"], membersOf(name).map((field) => [code(field.name), code(field.type), cell(field.sentence)]));

const kindsTable = (head: string, kinds: readonly Kind[]): string =>
  table([head, "With it", "What it means"], kinds.map(({ type, data, sentence }) => [code(type), code(data), cell(sentence)]));

const marked = /(<!-- props:start (\w+) -->\n)[\s\S]*?(<!-- props:end -->)/g;

/** A page with its table of props written anew: `<!-- props:start DeckAuthProps -->`. The ones that must be there come first. */
export const withProps = (page: string): string =>
  page.replace(marked, (_, start: string, name: string, end: string) => {
    const members = membersOf(name);
    const sorted = [...members.filter(({ required }) => required), ...members.filter(({ required }) => !required)];
    return `${start}\n${membersTable("Prop", sorted)}\n\n${end}`;
  });

/** docs/messages.md as it should stand. */
export function messagesPage(): string {
  const of = (side: string): string => table(["Message", "What it means"], messagesOf(side).map(({ type, sentence }) => [code(type), cell(sentence)]));
  return `# Events, payloads and messages

Written by \`pnpm evidence\` from the comments at the types in \`packages/contract/src/messages\`; a test holds this page current.
The same, for programs, is [messages.schema.json](messages.schema.json). How a page or an app takes part is said in [the embed page](embed-page.md).

## What callbacks get

### \`onSuccess\`

${fieldsTable("SuccessData")}

### \`onError\`

${fieldsTable("ErrorData")}

All codes are in [Errors](errors.md).

### \`onEvent\`

Typed, and without personal data: ids of the API, names of screens, counts. Every event has

${fieldsTable("EventBase")}

and one of these under \`type\`:

${kindsTable("`type`", kindsOf("EventDetail"))}

More may come: ignore what you do not know.

## What host and embed page say to each other

Each is \`{ "channel": "deck-auth", "version": 1, "type": …, "data": … }\`. None ever holds a user name, a password or an answer.

### The embed page says

${of("embedMessage")}

### The host says

${of("hostMessage")}

### What \`init\` carries as \`config\`

${fieldsTable("EmbedConfig")}
`;
}
