import type { Meta, StoryObj } from "@storybook/react-vite";
import { walk } from "../../../../../.storybook/reach.ts";
import { Scenario } from "../../../../../.storybook/scenario.tsx";
import type { ScenarioArgs } from "../../../../../.storybook/scenario.tsx";

const meta = { title: "Path/1 Source", component: Scenario, args: { at: "source-picker" }, play: walk } satisfies Meta<ScenarioArgs>;
export default meta;

type Story = StoryObj<ScenarioArgs>;

/** The first page of the list is on its way. */
export const Loading: Story = { args: { sources: "pending" } };

export const List: Story = {};

export const NothingFound: Story = { args: { action: "search for nothing" } };

/** The row "not listed" was used, and the host has nothing of its own to offer. */
export const NotListed: Story = { args: { action: "ask for another source" } };

/** The list could not be had, and can be asked for again. */
export const Failed: Story = { args: { sources: "failing" } };

/** The organization has no sources. */
export const Empty: Story = { args: { sources: "empty" } };
