import type { Meta, StoryObj } from "@storybook/react-vite";
import { walk } from "../../../../../.storybook/reach.ts";
import { Scenario } from "../../../../../.storybook/scenario.tsx";
import type { ScenarioArgs } from "../../../../../.storybook/scenario.tsx";

const meta = { title: "Path/1 Source", component: Scenario, args: { at: "source-picker" }, play: walk } satisfies Meta<ScenarioArgs>;
export default meta;

type Story = StoryObj<ScenarioArgs>;

/** The first page of the list is on its way. */
export const Loading: Story = { args: { faults: [{ operation: "sources.list", fault: "hang" }], sees: '[aria-busy="true"]' } };

export const List: Story = {};

export const NothingFound: Story = { args: { action: "search for nothing" } };

/** The row "not listed" was used, and the host has nothing of its own to offer. */
export const NotListed: Story = { args: { action: "ask for another source" } };

/** The list could not be had, and can be asked for again. */
export const Failed: Story = { args: { faults: [{ operation: "sources.list", fault: "refused", times: 100 }], wait: 60, says: "picker.failed.title", sees: '[data-deck-action="retry"]' } };

/** The same, and the device says why. */
export const Offline: Story = { args: { online: false, wait: 60, says: "picker.offline.title", sees: '[data-deck-action="retry"]' } };

/** The first hundred can be searched already; more are on their way. */
export const PartLoaded: Story = { args: { faults: [{ operation: "sources.list", fault: "hang", nth: 2 }], action: "search for nothing", says: "picker.gathering" } };

/** The organization has no sources. */
export const Empty: Story = { args: { sources: "empty", sees: '[data-kind="none"]' } };
