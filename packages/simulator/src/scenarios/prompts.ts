import type { Ask } from "./scenario.ts";

const checked = "^123456$";

export const askForCode: Ask = {
  do: "ask",
  prompt: {
    type: "mfa",
    message: "Enter the 6-digit code we sent to your phone ending in 42.",
    fields: [{ name: "code", type: "string", label: "Security code" }],
  },
  accepts: { code: checked },
};

export const askQuestion: Ask = {
  do: "ask",
  prompt: {
    type: "security_question",
    message: "Answer your security question.",
    fields: [{ name: "answer", type: "string", label: "What is your mother's maiden name?" }],
  },
  accepts: { answer: "^smith$" },
};

/** Which of these accounts; each of them is right. */
const chooseFrom = (options: readonly { value: string; label: string }[]): Ask => ({
  do: "ask",
  prompt: {
    type: "account_selection",
    message: "Which account would you like to use?",
    fields: [{ name: "account_id", type: "string", label: "Account", options: [...options] }],
  },
  accepts: { account_id: `^(${options.map(({ value }) => value).join("|")})$` },
});

export const chooseAccount: Ask = chooseFrom([
  { value: "acct_1001", label: "Chequing ••1001" },
  { value: "acct_2002", label: "Savings ••2002" },
  { value: "acct_3003", label: "Épargne conjointe ••3003" },
]);

export const chooseAmongMany: Ask = chooseFrom(Array.from({ length: 12 }, (_, at) => ({ value: `acct_${1001 + at}`, label: `Account ••${1001 + at}` })));

export const typeAccount: Ask = {
  do: "ask",
  prompt: {
    type: "account_selection",
    message: "Type the number of the account to use: 1001 (Chequing) or 2002 (Savings).",
    fields: [{ name: "account_id", type: "string", label: "Account number" }],
  },
  accepts: { account_id: "^(1001|2002)$" },
};

export const askSeveral: Ask = {
  do: "ask",
  prompt: {
    type: "mfa",
    message: "We need a few more details to make sure it is you.",
    fields: [
      { name: "code", type: "string", label: "Security code" },
      { name: "birth_date", type: "date", label: "Date of birth" },
      { name: "pin", type: "password", label: "Telephone banking PIN" },
      { name: "visits", type: "number", label: "Branch visits last month" },
      { name: "channel", type: "string", label: "Send the next code by", options: ["Text message", "Email", "Phone call"] },
      { name: "remember", type: "boolean", label: "Remember this device" },
      { name: "signet", type: "hologram", label: "Word on your signet card" },
    ],
  },
  accepts: {
    code: checked,
    birth_date: "^\\d{4}-\\d{2}-\\d{2}$",
    visits: "^-?\\d+([.,]\\d+)?$",
    channel: "^(Text message|Email|Phone call)$",
    remember: "^(true|false)$",
  },
};

export const approveOnPhone: Ask = {
  do: "ask",
  prompt: { type: "mfa", message: "Approve the sign-in on your phone, then continue.", fields: [] },
  accepts: {},
  passesAfterMs: 12_000,
};

export const unheardOf: Ask = {
  do: "ask",
  prompt: {
    type: "picture_riddle",
    message: "Which word is shown on the third card of your riddle sheet?",
    fields: [{ name: "riddle_word", type: "rune", label: "Word on the third card" }],
  },
  accepts: { riddle_word: "^.+$" },
};

/** The window closes after five seconds. */
export const askBriefly: Ask = { ...askForCode, windowMs: 5000 };
