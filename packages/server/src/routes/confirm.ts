import { confirmationRequest } from "@deck-auth/contract";
import { confirm } from "../confirm.ts";
import type { DeckClient } from "../deck/client.ts";
import type { Settings } from "../options.ts";
import type { Admitted } from "./admitted.ts";
import { answerJson, refuse } from "./answers.ts";

/** `POST /confirm {credentialId, taskRunId}`. */
export const createConfirmRoute =
  (client: DeckClient, settings: Settings) =>
  async ({ body, owner }: Admitted): Promise<Response> => {
    const asked = confirmationRequest.safeParse(body);
    if (!asked.success) {
      return refuse(400, { type: "request", code: "input_invalid", message: "Send {credentialId, taskRunId}; taskRunId may be null." });
    }
    return answerJson(200, await confirm(client, asked.data, owner, settings));
  };
