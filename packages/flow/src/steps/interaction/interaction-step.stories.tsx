import type { Meta, StoryObj } from "@storybook/react-vite";
import { walk } from "../../../../../.storybook/reach.ts";
import { Scenario } from "../../../../../.storybook/scenario.tsx";
import type { ScenarioArgs } from "../../../../../.storybook/scenario.tsx";

const meta = { title: "Path/4 Prompt", component: Scenario, args: { at: "interaction" }, play: walk } satisfies Meta<ScenarioArgs>;
export default meta;

type Story = StoryObj<ScenarioArgs>;

export const Code: Story = { args: { user: "user_mfa" } };

/** The code before was not the right one. */
export const WrongCode: Story = { args: { user: "user_mfa", action: "answer wrongly" } };

export const Question: Story = { args: { user: "user_question" } };

export const Choice: Story = { args: { user: "user_select" } };

/** The same without options: typed. */
export const ChoiceByText: Story = { args: { user: "user_select_text" } };

export const EveryKindOfField: Story = { args: { user: "user_multi" } };

/** Nothing to type: approve on the phone. */
export const Approval: Story = { args: { user: "user_push" } };

/** A kind of prompt that nobody has seen. */
export const UnknownKind: Story = { args: { user: "user_unknown_prompt" } };

/** More than can be taken in at a glance: a list that opens. */
export const LongChoice: Story = { args: { user: "user_select_many", sees: "select" } };

/** The answer is on its way. */
export const Busy: Story = {
  args: { user: "user_mfa", faults: [{ operation: "task-runs.interaction", fault: "hang" }], action: "answer", sees: 'button[type=submit][aria-disabled="true"]' },
};

/** The API does not take it: nothing reached the source. */
export const InvalidAnswer: Story = {
  args: {
    user: "user_mfa",
    faults: [{ operation: "task-runs.interaction", fault: "status", status: 400, error: "request/interaction_input_invalid" }],
    action: "answer",
    sees: '[role=alert], [aria-invalid="true"]',
  },
};

/** The API cannot take it now. */
export const ApiError: Story = {
  args: { user: "user_mfa", faults: [{ operation: "task-runs.interaction", fault: "status", status: 500, times: 100 }], action: "answer", wait: 120, sees: "[role=alert]" },
};
