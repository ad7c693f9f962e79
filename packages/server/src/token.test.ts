import { describe, expect, it } from "vitest";
import { pagePost, read } from "../test/requests.ts";
import { simulatedDeck } from "../test/simulated.ts";

describe("a token from a whole Deck", () => {
  it("is good for half an hour, and opens the API for the component (R164)", async () => {
    const { clock, deckAuth, simulator } = simulatedDeck();
    const { token, expiresAt, response } = await deckAuth.createToken();
    expect(response).toMatchObject({ object: "token", token, expires_at: expiresAt });
    expect(Date.parse(expiresAt) - clock.now()).toBe(30 * 60 * 1000);
    const sources = await simulator.fetch("http://127.0.0.1:4320/v2/sources", { headers: { authorization: `Bearer ${token}` } });
    expect(sources.status).toBe(200);
  });

  it("comes through the handler, another one each time (R167)", async () => {
    const { deckAuth } = simulatedDeck();
    const first = await read(await deckAuth.handle(pagePost("/token")));
    const second = await read(await deckAuth.handle(pagePost("/token")));
    expect(first.json).toMatchObject({ token: expect.stringMatching(/^tk_/), externalId: "ada" });
    expect(first.json).not.toEqual(second.json);
  });

  it("is refused for a key that the API does not know (R170)", async () => {
    const { deckAuth } = simulatedDeck({ secretKey: "sk_test_wrong" });
    await expect(deckAuth.createToken()).rejects.toMatchObject({
      name: "DeckAuthError",
      type: "request",
      code: "api_key_invalid",
      status: 401,
      requestId: expect.stringMatching(/^req_/),
    });
  });
});
