import type { Meta, StoryObj } from "@storybook/react-vite";
import { walk } from "../../../../../.storybook/reach.ts";
import { Scenario } from "../../../../../.storybook/scenario.tsx";
import type { ScenarioArgs } from "../../../../../.storybook/scenario.tsx";

const meta = { title: "Path/2 Credentials", component: Scenario, args: { at: "credentials" }, play: walk } satisfies Meta<ScenarioArgs>;
export default meta;

type Story = StoryObj<ScenarioArgs>;

export const Empty: Story = {};

/** Sent without a user name and a password. */
export const Refused: Story = { args: { action: "submit nothing" } };

/** New details for a credential that exists already: no picker before it, no way back. */
export const Update: Story = { args: { update: true } };
