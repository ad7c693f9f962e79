import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  build: {
    // No inlined assets and no polyfill script: the page's policy allows files of its own origin and nothing else.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
