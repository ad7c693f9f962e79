/** Why a webhook was not believed. For your log; its sender is told nothing. */
export type WebhookRefusal = "headers" | "timestamp" | "signature" | "too_large" | "broken_off";

/** Thrown for a webhook that Deck did not sign, or not now (R177). Answer it with 401 (400 for one that broke off) and nothing else. */
export class WebhookVerificationError extends Error {
  override readonly name = "WebhookVerificationError";
  /**
   * `headers`: one is missing, doubled or malformed. `timestamp`: more than five minutes off. `signature`: made with none of
   * the secrets, or for another body. `too_large`: the body is over 256 KB. `broken_off`: the sender left in the middle of it.
   */
  readonly reason: WebhookRefusal;

  constructor(reason: WebhookRefusal) {
    super(`The webhook could not be verified: ${reason}.`);
    this.reason = reason;
  }
}
