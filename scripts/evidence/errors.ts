// docs/errors.md, written from the catalogue of the contract and the texts of the flow.
import { errorCatalogue } from "../../packages/contract/src/errors/catalogue.ts";
import type { CatalogueEntry } from "../../packages/contract/src/errors/catalogue.ts";
import { isForHost, isTerminal } from "../../packages/flow/src/failure.ts";
import { enUS } from "../../packages/flow/src/i18n/en-US.ts";
import { frCA } from "../../packages/flow/src/i18n/fr-CA.ts";

const intro = `# Errors

Written by \`pnpm evidence\` from the catalogue in \`packages/contract\` and the texts in \`packages/flow\`; a test holds this page current.

Every error reaches \`onError\` as exactly \`{ type, code, message }\`. Branch on \`type\` and \`code\` together (\`timeout\` exists under four types),
never on \`message\`, which is for engineers, in English, and may change. What people read is chosen by \`type\` and \`code\` in their language,
and is in the tables below. An error that is not listed here is passed on as it is, and shown with the text for unknown ones; its own
words are never shown.

Three columns say what follows:

- **Status**: what the API answers with. None: it is only ever seen in a run that failed.
- **Ends the flow**: whether the flow is over when the API refuses credentials or an answer with it. Otherwise the form stays, with what was typed,
  and the error is shown above it. When the API refuses to give a source or a credential, that ends the flow too, except for a limit and a source that
  is down: these can be tried again. \`idempotency/idempotency_error\` ends it when it comes a second time, after an answer that was lost
  ([why](adr/0004-idempotency-keys.md)). A run that failed has always ended the flow.
- **After a run**: when a run fails, \`onSuccess\` is called with \`verified: false\`, because the credential is stored. Where this says yes, \`onError\`
  follows in the same tick.

Where the API gave a \`request_id\`, it is shown as a reference with a button that copies it, so that support can find the request.

Some errors are found without the API:

- \`api/embed_url_missing\`, \`api/embed_url_invalid\` and \`api/embed_unreachable\`, by the host page: its \`embedUrl\`, or an embed page that does not
  answer in 10 seconds.
- \`request/input_invalid\` and \`request/input_too_long\`, by the embed page, for props that it cannot read, before anything is asked of the API.
  \`message\` and the console name the prop. A prop that makes no sense is not such an error: an id that cannot be one is not found, a language or a
  switch falls back to its default.
- \`request/token_invalid\`, for a token that cannot be one.
- \`source/source_error\`, for a prompt that no form can be made of.`;

// Read as a whole map: the keys are put together here.
const english: Readonly<Record<string, string>> = enUS;
const french: Readonly<Record<string, string>> = frCA;

const textOf = (texts: Readonly<Record<string, string>>, name: string): string => {
  const part = (of: string): string => texts[`error.${name}.${of}`] ?? "";
  return `**${part("title")}**<br>${part("explanation")} ${part("next")}`;
};

const yes = (holds: boolean): string => (holds ? "yes" : "");

function section(type: string, entries: readonly CatalogueEntry[]): string[] {
  const errors = entries.map((entry) => ({ ...entry, message: entry.summary }));
  return [
    "",
    `## ${type}`,
    "",
    "| Code | Status | What it means | Ends the flow | After a run |",
    "|---|---|---|---|---|",
    ...errors.map((error) => `| \`${error.code}\` | ${error.status ?? ""} | ${error.summary} | ${yes(isTerminal(error))} | ${yes(isForHost(error))} |`),
    "",
    "| Code | In English | En français |",
    "|---|---|---|",
    ...errors.map(({ code }) => `| \`${code}\` | ${textOf(english, `${type}/${code}`)} | ${textOf(french, `${type}/${code}`)} |`),
  ];
}

/** docs/errors.md as it should stand. */
export function errorsPage(): string {
  const types = [...new Set(errorCatalogue.map(({ type }) => type))];
  const sections = types.flatMap((type) => section(type, errorCatalogue.filter((entry) => entry.type === type)));
  const unknown = ["", "## All others", "", "| In English | En français |", "|---|---|", `| ${textOf(english, "unknown")} | ${textOf(french, "unknown")} |`];
  return `${[intro, ...sections, ...unknown].join("\n")}\n`;
}
