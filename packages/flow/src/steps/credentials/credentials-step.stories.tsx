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
export const Busy: Story = { args: { faults: [{ operation: "credentials.create", fault: "hang" }], action: "submit", sees: 'button[type=submit][aria-disabled="true"]' } };

/** The API does not take the password. */
export const RefusedByTheApi: Story = { args: { store: "refused", action: "submit", sees: '[aria-invalid="true"]' } };

/** The API takes nothing for this source. */
export const BlockedSource: Story = { args: { faults: [{ operation: "credentials.create", fault: "status", status: 403, error: "source/source_blocked" }], action: "submit", sees: "[role=alert]" } };

/** The session token is good for a few more minutes, and the host can give another one. */
export const TimeEndsSoon: Story = { args: { wait: 27 * 60, says: "session.ending.title" } };

/** The host has no other one. */
export const NoMoreTime: Story = { args: { tokens: "one", action: "ask for more time", says: "session.last.title" } };

/** It was stored, and nobody was told so. */
export const Unconfirmed: Story = {
  args: { faults: [{ operation: "credentials.create", fault: "response_lost", times: 100 }], action: "submit", wait: 120, says: "credentials.unconfirmed.title" },
};

export const CapsLock: Story = { args: { action: "type with caps lock on", says: "credentials.capsLock" } };

/** A space at the end, pasted along perhaps: told of, never taken away. */
export const SpaceTooMany: Story = { args: { action: "type a space too many", says: "credentials.usernameSpace" } };

/** What was typed before had been stored after all, and this is something else. */
export const Contradicted: Story = {
  args: {
    faults: [{ operation: "credentials.create", fault: "response_lost", times: 100 }],
    action: "submit other details than before",
    says: "credentials.contradicted.title",
  },
};
