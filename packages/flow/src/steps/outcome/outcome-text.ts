import type { CopyKey } from "../../i18n/catalog.ts";
import type { Outcome } from "./outcome-step.tsx";

interface OutcomeCopy {
  title: CopyKey & `outcome.${string}.title`;
  /** What it means, where the source's name is known. */
  named: "outcome.success.verified" | "outcome.success.stored" | "outcome.unverified.text";
  unnamed: "outcome.success.verifiedUnnamed" | "outcome.success.storedUnnamed" | "outcome.unverified.textUnnamed";
}

/** The texts of an end that is no error. A success without a linked run says only what is known: it is stored. */
export function outcomeCopy(outcome: Exclude<Outcome, { kind: "error" }>): OutcomeCopy {
  if (outcome.kind === "unverified")
    return { title: "outcome.unverified.title", named: "outcome.unverified.text", unnamed: "outcome.unverified.textUnnamed" };
  return outcome.verified === true
    ? { title: "outcome.success.title", named: "outcome.success.verified", unnamed: "outcome.success.verifiedUnnamed" }
    : { title: "outcome.success.title", named: "outcome.success.stored", unnamed: "outcome.success.storedUnnamed" };
}
