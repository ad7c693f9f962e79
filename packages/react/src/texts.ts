import type { Language } from "@deck-auth/contract/messages";

/** A language that we have; anything else is English (R135). */
export const knownLanguage = (language: unknown): Language => (language === "fr-CA" ? language : "en-US");

/** Accessible name of the frame, and what stands in place of a frame that does not work. */
export const texts = {
  "en-US": ["Connect your account", "This form could not be loaded."],
  "fr-CA": ["Connectez votre compte", "Ce formulaire n’a pas pu être chargé."],
} as const;
