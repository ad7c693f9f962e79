import type { StorybookConfig } from "@storybook/react-vite";

const config: StorybookConfig = {
  framework: "@storybook/react-vite",
  stories: ["../packages/{flow,react}/src/**/*.stories.tsx"],
  staticDirs: ["./static"],
  addons: ["@storybook/addon-docs", "@storybook/addon-a11y", "@storybook/addon-vitest"],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true, enableCrashReports: false },
  // The other one needs the TypeScript of old.
  typescript: { reactDocgen: "react-docgen" },
};

export default config;
