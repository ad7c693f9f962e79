import type { Preview } from "@storybook/react-vite";
import { Scenario } from "./scenario.tsx";
import { toolbar } from "./toolbar.ts";

const preview: Preview = {
  globalTypes: toolbar,
  initialGlobals: { theme: "default", language: "en-US", latency: "none", width: "420" },
  parameters: {
    layout: "fullscreen",
    controls: { disable: true },
    // A screen that some people cannot use is a screen that does not work.
    a11y: { test: "error" },
  },
  // Every story is the real flow, led to one of its screens as a person would get there.
  render: (args, { globals }) => <Scenario {...args} globals={globals} />,
};

export default preview;
