import type { Language } from "@deck-auth/contract/messages";

/** A language that we have, the accessible name of the frame, and what stands in place of a frame that does not work. */
type Texts = readonly [language: Language, title: string, failure: string];

/** Anything but a language that we have is English (R135). */
export const textsOf = (language: unknown): Texts =>
  language === "fr-CA"
    ? [language, "Connectez votre compte", "Indisponible pour le moment."]
    : ["en-US", "Connect your account", "Unavailable right now."];
