import type { Preview } from "@storybook/react-vite";

/** What the toolbar offers. Each switch changes the flow in place, as a host would. */
export const toolbar: Preview["globalTypes"] = {
  theme: {
    description: "Theme",
    toolbar: {
      icon: "contrast",
      dynamicTitle: true,
      items: [
        { value: "default", title: "Light" },
        { value: "dark", title: "Dark" },
        { value: "auto", title: "As the system" },
      ],
    },
  },
  language: {
    description: "Language",
    toolbar: {
      icon: "globe",
      dynamicTitle: true,
      items: [
        { value: "en-US", title: "English" },
        { value: "fr-CA", title: "Français" },
      ],
    },
  },
  latency: {
    description: "Latency of the simulator",
    toolbar: {
      icon: "timer",
      dynamicTitle: true,
      items: [
        { value: "none", title: "No latency" },
        { value: "300", title: "300 ms" },
        { value: "3000", title: "3 s" },
      ],
    },
  },
  width: {
    description: "Width of the card",
    toolbar: {
      icon: "mobile",
      dynamicTitle: true,
      items: [
        { value: "420", title: "420 px" },
        { value: "320", title: "320 px" },
      ],
    },
  },
};

/** What the toolbar is set to. */
export interface ToolbarSettings {
  theme: "default" | "dark" | "auto";
  language: "en-US" | "fr-CA";
  /** Milliseconds. */
  latency: number;
  /** Pixels. */
  width: number;
}

/** Reads the toolbar; what is not known is as if never touched. */
export function readToolbar(globals: Record<string, unknown>): ToolbarSettings {
  const { theme, language, latency, width } = globals;
  return {
    theme: theme === "dark" || theme === "auto" ? theme : "default",
    language: language === "fr-CA" ? "fr-CA" : "en-US",
    latency: Number(latency) || 0,
    width: Number(width) || 420,
  };
}
