import type { Meta, StoryObj } from "@storybook/react-vite";
import { ByUrl } from "../../../../../.storybook/by-url.tsx";
import type { ByUrlArgs } from "../../../../../.storybook/by-url.tsx";
import { find } from "../../../../../.storybook/reach.ts";

const meta = {
  title: "Opened by URL",
  component: ByUrl,
  args: { kept: null },
  render: (args, { globals }) => <ByUrl {...args} globals={globals} />,
  play: ({ canvasElement }) => find(canvasElement, '[data-deck-screen="error"] h1, [data-deck-screen="error"] h2').then(() => {}),
} satisfies Meta<ByUrlArgs>;
export default meta;

type Story = StoryObj<ByUrlArgs>;

/** Somebody looks at the address without anything in it. */
export const PlainVisit: Story = {};

/** Reloaded in the middle: there is nobody who could give it another token. */
export const Interrupted: Story = { args: { kept: { flow: "story-interrupted" } } };

/** Reloaded after its end. */
export const Ended: Story = { args: { kept: { flow: "story-ended", ended: { returnTo: null } } } };

/** The same, with a way back into the app. */
export const EndedWithAWayBack: Story = { args: { kept: { flow: "story-ended", ended: { returnTo: "com.example.app://connected" } } } };
