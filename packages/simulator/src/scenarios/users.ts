import { errorCatalogue } from "@deck-auth/contract";
import type { CatalogueEntry, ErrorName } from "@deck-auth/contract";
import { isErrorName } from "../http/errors.ts";
import { approveOnPhone, askBriefly, askForCode, askQuestion, askSeveral, chooseAccount, chooseAmongMany, typeAccount, unheardOf } from "./prompts.ts";
import type { Scenario, Step } from "./scenario.ts";

const open: Step = { do: "work", ms: 800, screen: "login", reasoning: "The login page is open. I look for the fields for user name and password." };
const type: Step = { do: "work", ms: 1200, screen: "typed", reasoning: "I have filled in the form and press the sign-in button." };
const login: readonly Step[] = [open, type];
const collect: Step = { do: "work", ms: 1000, screen: "account", reasoning: "I am signed in. I read what the task asks for." };
const succeed: Step = { do: "complete", result: "success" };
const signedIn: readonly Step[] = [{ do: "log-in" }, collect, succeed];
const refused = (error: ErrorName): readonly Step[] => [...login, { do: "refuse-login", error }];

const named: readonly Scenario[] = [
  { name: "user_good", summary: "Logs in, the run succeeds. So does every user name that is not in this table.", steps: [...login, ...signedIn] },
  {
    name: "user_mfa",
    summary: "Asks for a code; 123456 is right, anything else asks again.",
    answers: ["123456"],
    steps: [...login, askForCode, ...signedIn],
  },
  {
    name: "user_mfa_lock",
    summary: "Asks for a code; after three wrong ones the run fails with auth_invalid.",
    answers: ["123456"],
    steps: [...login, { ...askForCode, attempts: 3 }, ...signedIn],
  },
  {
    name: "user_question",
    summary: "Asks for the mother's maiden name; smith is right.",
    answers: ["smith"],
    steps: [...login, askQuestion, ...signedIn],
  },
  {
    name: "user_mfa_question",
    summary: "Asks for the code, then the question.",
    answers: ["123456", "smith"],
    steps: [...login, askForCode, askQuestion, ...signedIn],
  },
  {
    name: "user_select",
    summary: "Asks which account to use, with a choice of three.",
    answers: ["acct_1001"],
    steps: [...login, chooseAccount, ...signedIn],
  },
  {
    name: "user_select_many",
    summary: "Asks which account to use, with a choice of twelve.",
    answers: ["acct_1001"],
    steps: [...login, chooseAmongMany, ...signedIn],
  },
  {
    name: "user_select_text",
    summary: "Asks which account to use, without a choice: its number is typed.",
    answers: ["1001"],
    steps: [...login, typeAccount, ...signedIn],
  },
  {
    name: "user_multi",
    summary: "One prompt with seven fields of different types, an unknown one among them.",
    answers: ["code 123456, a date, the rest as you like"],
    steps: [...login, askSeveral, ...signedIn],
  },
  {
    name: "user_push",
    summary: "A prompt without fields: approve on the phone. Goes on by itself after 12 seconds, or on Continue.",
    answers: [""],
    steps: [...login, approveOnPhone, ...signedIn],
  },
  {
    name: "user_unknown_prompt",
    summary: "A kind of prompt, and a kind of field, that nobody has seen.",
    answers: ["any word"],
    steps: [...login, unheardOf, ...signedIn],
  },
  {
    name: "user_timeout",
    summary: "Asks for a code and waits 5 seconds: the run fails with interaction_timeout.",
    answers: ["123456"],
    steps: [...login, askBriefly, ...signedIn],
  },
  { name: "user_bad", summary: "The source refuses the password: auth_invalid.", steps: refused("auth/auth_invalid") },
  { name: "user_locked", summary: "The account is locked at the source: account_locked.", steps: refused("auth/account_locked") },
  {
    name: "user_reset",
    summary: "The source wants a new password first: password_reset_required.",
    steps: refused("auth/password_reset_required"),
  },
  {
    name: "user_fail",
    summary: "Logs in, then the run fails with task_failed.",
    steps: [...login, { do: "log-in" }, collect, { do: "fail", error: "task/task_failed" }],
  },
  {
    name: "user_unknown",
    summary: "Logs in, the run completes with result unknown.",
    steps: [...login, { do: "log-in" }, collect, { do: "complete", result: "unknown" }],
  },
  {
    name: "user_cancel",
    summary: "Logs in, then somebody cancels the run.",
    steps: [...login, { do: "log-in" }, collect, { do: "cancel" }],
  },
  {
    name: "user_review",
    summary: "Logs in, then waits for a review: POST /_sim/review lets it go on.",
    steps: [...login, { do: "log-in" }, collect, { do: "review" }, succeed],
  },
  { name: "user_source_down", summary: "The source is down: source_not_available.", steps: [open, { do: "fail", error: "source/source_not_available" }] },
  { name: "user_source_error", summary: "The source fails: source_error.", steps: [...login, { do: "fail", error: "source/source_error" }] },
  {
    name: "user_slow",
    summary: "Takes 60 seconds, then succeeds.",
    steps: [open, { do: "work", ms: 58_200, screen: "typed", reasoning: "The source is slow to answer. I wait." }, ...signedIn],
  },
  {
    name: "user_stuck",
    summary: "Never ends by itself; the task's time limit (30 minutes) ends it with task/timeout.",
    steps: [open, { do: "work", ms: 1200, screen: "typed", reasoning: "I wait for the source." }, { do: "stay" }],
  },
];

const loginErrors: ReadonlySet<string> = new Set(["auth_invalid", "account_locked", "password_reset_required"]);
const afterLogin: ReadonlySet<string> = new Set(["task", "storage", "organization"]);

const failing = (entry: CatalogueEntry, error: ErrorName): Scenario => {
  const steps = loginErrors.has(entry.code)
    ? refused(error)
    : afterLogin.has(entry.type)
      ? [...login, { do: "log-in" } as const, collect, { do: "fail", error } as const]
      : [...login, { do: "fail", error } as const];
  return { name: `user_run_${entry.type}_${entry.code}`, summary: `The run fails with ${error}.`, steps };
};

/** One user for each error of the catalogue that ends a run with it, and one that keeps a run from starting. */
const everyError: readonly Scenario[] = errorCatalogue.flatMap((entry) => {
  const error = `${entry.type}/${entry.code}`;
  if (!isErrorName(error)) return [];
  const ends = failing(entry, error);
  if (entry.status === null) return [ends];
  return [
    ends,
    { name: `user_http_${entry.type}_${entry.code}`, summary: `No run starts: ${entry.status} ${error}.`, refuses: error, steps: [] },
  ];
});

/** What a run meets that needs no login. */
export const publicScenario: Scenario = {
  name: "public",
  summary: "No login: the agent reads public pages.",
  steps: [{ do: "work", ms: 800, screen: "blank", reasoning: "The page is open. No login is needed." }, { ...collect, screen: "blank" }, succeed],
};

/** What a run meets at a source that is down or that fails, whoever logs in. */
export const downScenario: Scenario = { name: "source_down", summary: "The source is down.", steps: [open, { do: "fail", error: "source/source_not_available" }] };
export const failingScenario: Scenario = { name: "source_failing", summary: "The source fails.", steps: [...login, { do: "fail", error: "source/source_error" }] };

/** Every magic user, the ones for people first. */
export const userScenarios: readonly Scenario[] = [...named, ...everyError];

const byName: ReadonlyMap<string, Scenario> = new Map(
  [...userScenarios, publicScenario, downScenario, failingScenario].map((scenario) => [scenario.name, scenario]),
);

const good = byName.get("user_good") ?? publicScenario;

/** The scenario with this name; `user_good` for a name that is not magic. */
export const scenarioNamed = (name: string): Scenario => byName.get(name) ?? good;
