import type { Meta, StoryObj } from "@storybook/react-vite";
import { walk } from "../../../../../.storybook/reach.ts";
import { Scenario } from "../../../../../.storybook/scenario.tsx";
import type { ScenarioArgs } from "../../../../../.storybook/scenario.tsx";

const meta = { title: "Path/0 Loading", component: Scenario, args: { at: "loading", source: "src_000001" }, play: walk } satisfies Meta<ScenarioArgs>;
export default meta;

type Story = StoryObj<ScenarioArgs>;

/** The host fixed the source, which is being read. */
export const Loading: Story = { args: { faults: [{ operation: "sources.get", fault: "hang" }], sees: '[data-slot="loading-form"]' } };

/** It could not be had, and can be asked for again. */
export const Failed: Story = { args: { faults: [{ operation: "sources.get", fault: "refused", times: 100 }], wait: 60, says: "loading.failed.title" } };

export const Offline: Story = { args: { online: false, wait: 60, says: "loading.offline.title" } };
