import type { BuiltPage } from "./built-page.ts";
import { loadBuiltPage } from "./load-built-page.ts";

/** The built page. Published, this module holds the page itself (`src/build/page-module.ts`); here it reads it from `dist`. */
export const page: BuiltPage = loadBuiltPage();
