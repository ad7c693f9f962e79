import type { HostToken } from "@deck-auth/contract";
import { createToken } from "../token.ts";
import type { Admitted } from "./admitted.ts";
import { answerJson } from "./answers.ts";

/** `POST /token`. Nothing that the page sends has any influence on the token. */
export async function handleToken({ client, owner }: Admitted): Promise<Response> {
  const { token, expiresAt } = await createToken(client);
  return answerJson(200, { token, expiresAt, externalId: owner.externalId } satisfies HostToken);
}
