#!/usr/bin/env node
import { run } from "../commands/run.ts";
import { fail } from "../commands/say.ts";
import { PageNotBuiltError } from "./load-built-page.ts";
import { EmbedSettingsError } from "./settings.ts";

try {
  await run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof EmbedSettingsError) && !(error instanceof PageNotBuiltError)) throw error;
  fail(error.message);
}
