import type { Meta, StoryObj } from "@storybook/react-vite";
import { walk } from "../../../../../.storybook/reach.ts";
import { Scenario } from "../../../../../.storybook/scenario.tsx";
import type { ScenarioArgs } from "../../../../../.storybook/scenario.tsx";

const meta = { title: "Path/3 Run", component: Scenario, args: { at: "task-run" }, play: walk } satisfies Meta<ScenarioArgs>;
export default meta;

type Story = StoryObj<ScenarioArgs>;

/** A source that takes a minute. */
export const Running: Story = { args: { user: "user_slow" } };

/** Pictures of the run, as they come, and what its agent writes. */
export const Live: Story = { args: { user: "user_slow", view: "live", connection: "live" } };

export const LiveWithTheWholeTranscript: Story = { args: { user: "user_slow", view: "live", connection: "live", action: "open the transcript" } };

export const LivePaused: Story = { args: { user: "user_slow", view: "live", connection: "paused", action: "pause" } };

/** From the second on, no picture can be read. */
export const LiveReconnecting: Story = { args: { user: "user_slow", view: "live", pictures: "failing", connection: "reconnecting" } };

/** Pictures can be read, and are the same for 15 seconds. */
export const LiveFrozen: Story = { args: { user: "user_stuck", view: "live", pictures: "standing still", connection: "frozen" } };

/** The pictures come from where nobody expects any: the words alone. */
export const LiveNotListed: Story = { args: { user: "user_slow", view: "live", pictures: "unlisted" } };

/** The form comes above the last picture. */
export const LiveWithPrompt: Story = { args: { at: "interaction", user: "user_mfa", view: "live", connection: "paused" } };

export const LiveEnded: Story = { args: { at: "success", user: "user_question", view: "live", connection: "ended" } };
