import { parseArgs } from "node:util";
import { readEnvironment } from "../server/environment.ts";
import { loadBuiltPage } from "../server/load-built-page.ts";
import { buildCommand } from "./build.ts";
import { doctorCommand } from "./doctor.ts";
import { help } from "./help.ts";
import { printHeadersCommand } from "./print-headers.ts";
import { fail, say } from "./say.ts";
import { serveCommand } from "./serve.ts";

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;

function readArguments(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        "print-headers": text,
        "out": text,
        "lang": text,
        "theme": text,
        "first": text,
        "url": text,
        "host": { type: "string", multiple: true },
        "api": text,
        "token-url": text,
        "check": flag,
        "help": { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : String(error)}\nnpx @deck-auth/embed --help says what there is.`);
  }
}

/** Does what the words after the program's name ask for. */
export async function run(words: readonly string[]): Promise<void> {
  const { values, positionals } = readArguments(words);
  const [command, ...rest] = positionals;
  if (values.help === true) return say(help);
  if (rest.length > 0) return fail(`There is one command at a time; "${rest.join(" ")}" is too much.`);
  if (values["print-headers"] !== undefined) return printHeadersCommand(values["print-headers"]);
  if (command === "build") return buildCommand(values);
  if (command === "doctor") return doctorCommand(values);
  if (command !== undefined) return fail(`There is no command ${command}; there are build and doctor. Without one, the page is served.`);
  if (values.check === true) {
    readEnvironment(process.env);
    loadBuiltPage();
    return say("The variables make sense, and the page is built.");
  }
  serveCommand();
}
