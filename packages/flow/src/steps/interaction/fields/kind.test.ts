import { describe, expect, test } from "vitest";
import type { Prompt, PromptField } from "../../../api/prompt.ts";
import { asksForDigits, fieldKind, withoutSeparators } from "./kind.ts";

const field = (change: Partial<PromptField> = {}): PromptField => ({ name: "x", type: "string", label: null, options: null, ...change });
const prompt = (fields: PromptField[], change: Partial<Prompt> = {}): Prompt => ({ type: "new_kind", message: "", fields, ...change });
const kindOf = (change: Partial<PromptField>, of: Partial<Prompt> = {}) => {
  const one = field(change);
  return fieldKind(one, prompt([one], of));
};

describe("the kind of a field", () => {
  test.each([
    ["string", "text"],
    ["hologram", "text"],
    ["html", "text"],
    ["file", "text"],
    ["hidden", "text"],
    ["__proto__", "text"],
    ["constructor", "text"],
    ["", "text"],
    ["otp", "code"],
    ["one-time-code", "code"],
    ["ONE_TIME_CODE", "code"],
    ["password", "secret"],
    ["Password", "secret"],
    ["pin", "secret"],
    ["integer", "number"],
    ["email", "email"],
    ["phone_number", "telephone"],
    ["tel", "telephone"],
    ["date", "date"],
    ["boolean", "boolean"],
  ])("of type %s is %s; an unknown one is a line of text (R74)", (type, kind) => {
    expect(kindOf({ type })).toBe(kind);
  });

  test.each(["Password", "Your PIN", "Passcode", "Pass phrase", "Mot de passe", "NIP", "Secret word"])(
    "called “%s” is masked, whatever its type (T24)",
    (label) => {
      expect(kindOf({ label })).toBe("secret");
    },
  );

  test.each(["Pinecrest address", "Opinion", "Compass", "Company"])("called “%s” is not masked", (label) => {
    expect(kindOf({ label })).toBe("text");
  });

  test("with options is a choice, even with an unknown type; without any it is not (R86, R87)", () => {
    const options = [{ value: "a", label: "A" }];
    expect(kindOf({ options, type: "password" })).toBe("choice");
    expect(kindOf({ options: [] }, { type: "account_selection" })).toBe("text");
    expect(kindOf({}, { type: "account_selection" })).toBe("text");
  });

  test("in a prompt for a code: the only field, or the first that is called one", () => {
    expect(kindOf({ label: "Enter it" }, { type: "mfa" })).toBe("code");
    const fields = [field({ name: "device" }), field({ name: "sms_code" }), field({ name: "backup_code" })];
    expect(fields.map((one) => fieldKind(one, prompt(fields, { type: "mfa" })))).toEqual(["text", "code", "text"]);
  });

  test("that answers a security question is masked (T24)", () => {
    expect(kindOf({ label: "Answer" }, { type: "security_question" })).toBe("secret");
  });
});

test.each([
  ["mfa", "Enter the code", true],
  ["mfa", "Enter the code of letters and digits", false],
  ["mfa", "Type the 8 letters on your card", false],
  ["mfa", "Entrez le code alphanumérique", false],
  ["other", "Enter the 6-digit code", true],
  ["other", "Entrez les 6 chiffres", true],
  ["other", "Enter the code", false],
])("keypad of digits for %s “%s”: %s (A-5)", (type, message, digits) => {
  const one = field();
  expect(asksForDigits(one, prompt([one], { type, message }))).toBe(digits);
});

test.each([
  ["123 456", "123456"],
  ["123-456", "123456"],
  ["12 34\u00a056\u2009", "123456"],
  ["123–456", "123456"],
  ["AB-12 34", "AB-12 34"],
  [" G-123456", " G-123456"],
  ["123456", "123456"],
  ["--", "--"],
])("the code “%s” is sent as “%s” (goal M45)", (typed, sent) => {
  expect(withoutSeparators(typed)).toBe(sent);
});
