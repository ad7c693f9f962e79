import type { Language } from "@deck-auth/contract/messages";

const texts = {
  "en-US": { frame: "Connect your account", unavailable: "This form could not be loaded. Please try again later." },
  "fr-CA": { frame: "Connectez votre compte", unavailable: "Ce formulaire n’a pas pu être chargé. Réessayez plus tard." },
};

/** A language that we have; anything else is English (R135). */
export const knownLanguage = (language: unknown): Language => (language === "fr-CA" ? language : "en-US");

/** `frame`: accessible name of the frame. `unavailable`: stands in place of a frame that does not work. */
export const textsIn = (language: unknown): { frame: string; unavailable: string } => texts[knownLanguage(language)];
