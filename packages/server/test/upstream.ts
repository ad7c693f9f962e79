import type { Fetch } from "../src/deck/client.ts";

/** The key that must show up nowhere. */
export const canaryKey = "sk_live_canary_7c1f0d";

/** A Deck API that only ever fails, for answers that the simulator has no reason to give. */
export interface FailingUpstream {
  fetch: Fetch;
  /** What was asked, in order. */
  requests: Request[];
}

/** Answers with these in turn; the last one stays. */
export function failingUpstream(...answers: ((request: Request) => Response | Promise<Response>)[]): FailingUpstream {
  const requests: Request[] = [];
  return {
    requests,
    fetch: async (request) => {
      requests.push(request);
      const answer = answers[Math.min(requests.length, answers.length) - 1];
      if (answer === undefined) throw new TypeError("no answer");
      return answer(request);
    },
  };
}

/** An error in Deck's envelope. */
export const envelope = (status: number, type: string, code: string, headers: Record<string, string> = {}) => () =>
  Response.json({ errors: [{ type, code, message: `Refused ${canaryKey}` }], request_id: "req_upstream1" }, { status, headers });

/** Anything else. */
export const plain =
  (status: number, body: string, headers: Record<string, string> = { "content-type": "text/html" }) =>
  () =>
    new Response(body, { status, headers });

/** A token as the API gives it. */
export const tokenGiven = () =>
  Response.json(
    { id: "tok_1", object: "token", token: "tk_upstream", expires_at: "2025-01-15T10:00:00Z", created_at: "2025-01-15T09:30:00Z", request_id: "req_2" },
    { status: 201 },
  );
