import type { Meta, StoryObj } from "@storybook/react-vite";
import { fn, waitFor } from "storybook/test";
import { controls, Playground, variables } from "../../../.storybook/playground.tsx";
import type { PlaygroundArgs } from "../../../.storybook/playground.tsx";

const inAppearance = { table: { category: "appearance" } };
const props = Object.entries(controls).flatMap(([prop, names]) => names.map((name) => [name, { description: `\`${prop}\`` }]));
const argTypes = Object.fromEntries(Object.entries(variables).map(([name, control]) => [name, { control, ...inAppearance }]));

/**
 * Every prop as a control. Sign in as one of the simulator's user names: `user_good`, `user_mfa` (123456), `user_question` (smith),
 * `user_select`, `user_multi`, `user_push`, `user_bad`, `user_locked`, `user_fail`, `user_slow`… What the host is told stands under "Actions".
 */
const meta = {
  title: "Playground",
  component: Playground,
  parameters: { controls: { disable: false } },
  render: (args) => <Playground {...args} />,
  args: {
    theme: "default",
    logoPlacement: "top",
    language: "en-US",
    taskRunView: "status",
    token: "",
    sourceId: "",
    credentialId: "",
    externalId: "customer-ada",
    taskId: "task_login",
    closable: true,
    sourceNotFound: false,
    retryable: true,
    copy: "",
    resume: "",
    imageOrigins: location.origin,
    width: 420,
    onSuccess: fn(),
    onError: fn(),
    onClose: fn(),
    onEvent: fn(),
    onSourceNotFound: fn(),
  },
  argTypes: {
    ...Object.fromEntries(props),
    ...argTypes,
    theme: { control: "inline-radio", options: ["default", "dark", "auto"], ...inAppearance },
    borderRadius: { control: { type: "range", min: 0, max: 32 }, ...inAppearance },
    logoUrl: { control: "text", ...inAppearance },
    logoPlacement: { control: "inline-radio", options: ["top", "left"], ...inAppearance },
    language: { control: "inline-radio", options: ["en-US", "fr-CA"] },
    taskRunView: { control: "inline-radio", options: ["status", "live"] },
    width: { control: { type: "range", min: 320, max: 640 } },
  },
} satisfies Meta<PlaygroundArgs>;
export default meta;

type Story = StoryObj<PlaygroundArgs>;

/** The flow is there, and takes on the looks that the controls give it. */
export const EveryProp: Story = {
  args: { colorPrimary: "#5b2bd9", borderRadius: 4 },
  play: ({ canvasElement }) =>
    waitFor(
      () => {
        const roots = [...canvasElement.querySelectorAll("[data-deck-auth-inline]")].map((host) => host.shadowRoot?.querySelector<HTMLElement>("[data-deck-screen]"));
        if (roots[0]?.style.getPropertyValue("--deck-radius") !== "4px") throw new Error("The flow does not look as it was told to.");
      },
      { timeout: 20_000 },
    ),
};
