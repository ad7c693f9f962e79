import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const entry = "src/page/main.ts";

/** What only forms, and the screens after them, need comes with the first of them: the picker works without. */
const forms = /\/packages\/flow\/src\/(screens\/(credentials-screen|use-feed|use-wait)|ui\/(field|text-field|password-field|error-notice|request-id|wait-note|source-text|source-name|submit-latch|use-endings)\.tsx?$)/;

/** What screens share comes with the entry: in a file of its own it would be one more request before the first one works (P3). */
const shared = /\/packages\/flow\/src\/(ui\/|screens\/(?![a-z-]+-screen\.))/;

// The page's code. Its documents are not Vite's: `src/build/shells.ts` renders one for each language, first screen and theme.
export default defineConfig({
  // Found relative to the page, wherever the page is mounted.
  base: "./",
  plugins: [react()],
  publicDir: false,
  build: {
    target: "es2022",
    // Its polyfill would be an inline script, which the page's policy forbids; every browser of the target has the real thing.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    manifest: "manifest.json",
    reportCompressedSize: false,
    rolldownOptions: {
      input: entry,
      output: {
        codeSplitting: {
          groups: [{ name: "main", test: (id) => id.endsWith(entry) || (shared.test(id) && !forms.test(id)) }, { name: "credentials-screen", test: forms }],
        },
      },
    },
  },
});
