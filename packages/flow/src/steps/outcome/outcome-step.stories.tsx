import type { Meta, StoryObj } from "@storybook/react-vite";
import { walk } from "../../../../../.storybook/reach.ts";
import { Scenario } from "../../../../../.storybook/scenario.tsx";
import type { ScenarioArgs } from "../../../../../.storybook/scenario.tsx";

const meta = { title: "Path/5 Outcome", component: Scenario, args: { at: "success" }, play: walk } satisfies Meta<ScenarioArgs>;
export default meta;

type Story = StoryObj<ScenarioArgs>;

export const Success: Story = { args: { user: "user_good" } };

/** Stored, but the run did not succeed afterwards. */
export const Unverified: Story = { args: { at: "unverified", user: "user_fail" } };

/** The source refused user name and password. */
export const Refused: Story = { args: { at: "error", user: "user_bad" } };

/** No task was linked: only that it is stored is known. */
export const StoredWithoutACheck: Story = { args: { task: false } };

export const Locked: Story = { args: { at: "error", user: "user_locked" } };

export const PasswordReset: Story = { args: { at: "error", user: "user_reset" } };

export const SourceDown: Story = { args: { at: "error", user: "user_source_down" } };

/** Nobody answered the prompt in time. */
export const PromptTimedOut: Story = { args: { at: "error", user: "user_timeout" } };
