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
