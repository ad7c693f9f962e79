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

/** What was typed is on its way. */
export const Busy: Story = { args: { store: "pending", action: "submit" } };

/** The API does not take the password. */
export const RefusedByTheApi: Story = { args: { store: "refused", action: "submit" } };

/** The API takes nothing for this source. */
export const BlockedSource: Story = { args: { store: "limited", action: "submit" } };

/** The session token is good for a few more minutes, and the host can give another one. */
export const TimeEndsSoon: Story = { args: { session: "ending" } };

/** The host has no other one. */
export const NoMoreTime: Story = { args: { session: "last", action: "ask for more time" } };
