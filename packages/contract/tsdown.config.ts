import { defineConfig } from "tsdown";

export default defineConfig({
  entry: ["src/index.ts", "src/api/index.ts", "src/messages/index.ts"],
  platform: "neutral",
  dts: true,
  fixedExtension: false,
  copy: "../../docs/messages.schema.json",
});
