import type { HostToken } from "@deck-auth/contract";
import type { DeckClient } from "../deck/client.ts";
import { createToken } from "../token.ts";
import type { Admitted } from "./admitted.ts";
import { answerJson } from "./answers.ts";

/** `POST /token`. Nothing that the page sends has any influence on the token. */
export const createTokenRoute =
  (client: DeckClient) =>
  async ({ owner }: Admitted): Promise<Response> => {
    const { token, expiresAt } = await createToken(client);
    return answerJson(200, { token, expiresAt, externalId: owner.externalId } satisfies HostToken);
  };
