import { join } from "node:path";
import { build } from "vite";
import { root } from "../scripts/command.ts";

/** Where the samples of docs/webviews.md stand. */
export const samples = join(root, "examples/webviews");

/** The React Native sample as a script for a browser, with the little that it uses of React Native played by examples/webviews/test. */
export async function buildSampleApp(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "silent",
    define: { "process.env.NODE_ENV": '"production"' },
    resolve: {
      alias: [
        { find: /^react-native$/, replacement: join(samples, "test/app/react-native.ts") },
        { find: /^react-native-webview$/, replacement: join(samples, "test/app/react-native-webview.ts") },
        { find: "@deck-auth/react/url", replacement: join(root, "packages/react/src/url/index.ts") },
      ],
    },
    build: { write: false, lib: { entry: join(samples, "test/app/main.ts"), formats: ["es"], fileName: "app" } },
  });
  const [first] = [built].flat();
  if (first === undefined || !("output" in first)) throw new Error("The sample was not built.");
  return first.output[0].code;
}
