import type { Language } from "@deck-auth/contract/messages";

/** A language that we have; anything else is English (R135). */
export const knownLanguage = (language: unknown): Language => (language === "fr-CA" ? language : "en-US");

/** Accessible name of the frame, and what stands in place of a frame that does not work. */
export const texts = {
  "en-US": ["Connect your account", "Could not be loaded. Try again later."],
  "fr-CA": ["Connectez votre compte", "Chargement impossible. Réessayez plus tard."],
} as const;
