import type { Meta, StoryObj } from "@storybook/react-vite";
import { walk } from "../../../../../.storybook/reach.ts";
import { Scenario } from "../../../../../.storybook/scenario.tsx";
import type { ScenarioArgs } from "../../../../../.storybook/scenario.tsx";

const meta = { title: "Path/3 Run", component: Scenario, args: { at: "task-run" }, play: walk } satisfies Meta<ScenarioArgs>;
export default meta;

type Story = StoryObj<ScenarioArgs>;

/** A source that takes a minute. */
export const Running: Story = { args: { user: "user_slow" } };

/** Ten seconds have passed: it is said that it goes on, and that leaving is safe. */
export const Long: Story = { args: { user: "user_stuck", wait: 12, says: "run.long" } };

/** And three quarters of a minute. */
export const VeryLong: Story = { args: { user: "user_stuck", wait: 50, says: "run.veryLong" } };

/** The run goes on; news of it cannot be had. */
export const Offline: Story = { args: { user: "user_stuck", action: "lose the network", wait: 30, says: "run.offline" } };

/** There is a network, and still no news. */
export const Retrying: Story = { args: { user: "user_stuck", faults: [{ operation: "task-runs.get", fault: "status", status: 500, nth: 2, times: 10_000 }], wait: 60, says: "run.retrying" } };

/** Someone at Deck has to look at it. */
export const Review: Story = { args: { user: "user_review", wait: 8, says: "run.reviewing" } };

/** Somebody stopped it, and it has not stopped yet. */
export const Stopping: Story = { args: { user: "user_stuck", action: "have the run stopped", says: "run.cancelling" } };

/** Pictures of the run, as they come, and what its agent writes. */
export const Live: Story = { args: { user: "user_slow", view: "live", connection: "live" } };

export const LiveWithTheWholeTranscript: Story = { args: { user: "user_slow", view: "live", connection: "live", action: "open the transcript" } };

export const LivePaused: Story = { args: { user: "user_slow", view: "live", connection: "paused", action: "pause" } };

/** From the second on, no picture can be read. */
export const LiveReconnecting: Story = { args: { user: "user_slow", view: "live", pictures: "failing", wait: 6, connection: "reconnecting" } };

/** Pictures can be read, and are the same for 15 seconds. */
export const LiveFrozen: Story = { args: { user: "user_stuck", view: "live", pictures: "standing still", action: "see a picture", wait: 16, connection: "frozen" } };

/** The pictures come from where nobody expects any: the words alone. */
export const LiveNotListed: Story = { args: { user: "user_slow", view: "live", pictures: "unlisted" } };

/** The form comes above the last picture. */
export const LiveWithPrompt: Story = { args: { at: "interaction", user: "user_mfa", view: "live", connection: "paused" } };

export const LiveEnded: Story = { args: { at: "success", user: "user_question", view: "live", connection: "ended" } };
