import type { Prompt, PromptField } from "../../../api/prompt.ts";

/** How a field is shown and read. */
export type FieldKind = "text" | "code" | "secret" | "number" | "email" | "telephone" | "date" | "boolean" | "choice";

// Values of `fields[].type` are not documented beyond "string" (deck-api 7.7), so every usual spelling is understood.
const spellings: readonly (readonly [FieldKind, readonly string[]])[] = [
  ["code", ["code", "otp", "totp", "mfa", "onetimecode", "verificationcode", "securitycode"]],
  ["secret", ["password", "pin", "secret", "passphrase", "passcode", "nip"]],
  ["number", ["number", "integer", "int", "decimal", "float", "numeric"]],
  ["email", ["email", "emailaddress"]],
  ["telephone", ["tel", "phone", "telephone", "phonenumber", "mobile"]],
  ["date", ["date", "birthdate", "dateofbirth"]],
  ["boolean", ["boolean", "bool", "checkbox"]],
];
const byType = new Map(spellings.flatMap(([kind, names]) => names.map((name) => [name, kind] as const)));

const looksSecret = /pass ?(word|phrase|code)|mot de passe|\b(pin|nip)\b|secret/iu;
const looksLikeCode = /code|otp|token|jeton/iu;
const saysDigits = /digits?\b|chiffres?\b|\bnum[eé]ri(c|que)/iu;
const saysLetters = /letters?\b|lettres?\b|alphanum[eé]ri/iu;

/**
 * What kind of field this is. Its own type decides; the prompt's type only helps where the field says no more than
 * "text" (R71, R73). What looks like a password is masked, whatever it is called (T24).
 */
export function fieldKind(field: PromptField, prompt: Prompt): FieldKind {
  if (field.options !== null && field.options.length > 0) return "choice";
  const known = byType.get(field.type.toLowerCase().replace(/[^a-z]/g, ""));
  if (known !== undefined) return known;
  if (prompt.type === "mfa" && isTheCode(field, prompt)) return "code";
  if (prompt.type === "security_question" || looksSecret.test(field.label ?? field.name)) return "secret";
  return "text";
}

/** In a prompt for a code: its only field, or the first that is called one. */
function isTheCode(field: PromptField, { fields }: Prompt): boolean {
  if (fields.length === 1) return true;
  return fields.find((one) => looksLikeCode.test(one.name) || looksLikeCode.test(one.label ?? "")) === field;
}

/** Whether a phone may show digits alone: letters could then not be typed at all. */
export function asksForDigits(field: PromptField, prompt: Prompt): boolean {
  const words = `${field.label ?? ""} ${prompt.message}`;
  return !saysLetters.test(words) && (prompt.type === "mfa" || saysDigits.test(words));
}

const separators = /[\s\p{Dash}.·]/gu;

/** A code without the spaces and dashes that it was printed with. Only if all else are digits: others may mean something. */
export function withoutSeparators(code: string): string {
  const bare = code.replace(separators, "");
  return /^\d+$/.test(bare) ? bare : code;
}
