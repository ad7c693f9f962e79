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
export const StoredWithoutACheck: Story = { args: { task: null } };

export const Locked: Story = { args: { at: "error", user: "user_locked" } };

export const PasswordReset: Story = { args: { at: "error", user: "user_reset" } };

export const SourceDown: Story = { args: { at: "error", user: "user_source_down" } };

/** Nobody answered the prompt in time. */
export const PromptTimedOut: Story = { args: { at: "error", user: "user_timeout" } };

/** The host lets people try again in place. */
export const RefusedWithAnotherTry: Story = { args: { at: "error", user: "user_bad", retryable: true, sees: '[data-deck-action="retry"]' } };

/** The session is over, and the host has no other token. */
export const TokenOver: Story = { args: { at: "error", tokens: "dead" } };

export const SourceError: Story = { args: { at: "error", user: "user_source_error" } };

/** An error that nobody has heard of, with the reference that support asks for. */
export const UnknownError: Story = {
  args: { at: "error", source: "src_000001", faults: [{ operation: "sources.get", fault: "status", status: 400, error: "weather/hailstorm" }], sees: '[data-slot="request-id"]' },
};

/** Stored, but the task needs more than a login to begin. */
export const TaskCannotStart: Story = { args: { at: "error", task: "task_needs_input" } };

/** The run ended, and nobody knows whether the details work. */
export const ResultUnknown: Story = { args: { at: "unverified", user: "user_unknown" } };

/** Somebody stopped the run. */
export const Stopped: Story = { args: { at: "unverified", user: "user_cancel" } };
