import type { ShellVariant } from "../server/shell-choice.ts";

/** What the document itself says, outside of the flow. */
interface DocumentTexts {
  title: string;
  /** For those whose browser runs no scripts. */
  noScript: string;
}

/** One for each language that a shell is rendered in: a missing one does not compile. */
export const documentTexts: Readonly<Record<ShellVariant["language"], DocumentTexts>> = {
  "en-US": { title: "Connect an account", noScript: "This page needs JavaScript. Turn it on, then reload the page." },
  "fr-CA": {
    title: "Connecter un compte",
    noScript: "Cette page a besoin de JavaScript. Activez-le, puis rechargez la page.",
  },
};
