import { describe, expect, test } from "vitest";
import { host, problemsOf, visit } from "../testing/deployed.ts";

describe("the token endpoint (T35)", () => {
  const tokenUrl = `${host}/api/deck-auth/token`;
  const refusal = () => Response.json({ errors: [{ type: "request", code: "unauthorized" }] }, { status: 401 });
  const withTokens = (answer: (request: Request) => Response) => ({ ask: { tokenUrl }, token: answer });

  test("that refuses who is not signed in, and says nothing to other sites, is well", async () => {
    const asked: string[] = [];
    const findings = await visit(
      withTokens((request) => {
        asked.push(`${request.method} ${request.headers.get("origin") ?? ""} ${request.headers.get("cookie") ?? ""}${request.headers.get("authorization") ?? ""}`);
        return refusal();
      }),
    );
    expect(findings.filter(({ level }) => level !== "good")).toEqual([]);
    expect(findings.map(({ what }) => what)).toContain(`${tokenUrl} refuses who is not signed in, and answers no other site.`);
    expect(asked).toEqual([`POST ${host} `, "POST https://doctor.invalid ", "OPTIONS https://doctor.invalid "]);
  });

  const open = (headers: (request: Request) => Record<string, string>) => (request: Request) => {
    const response = refusal();
    for (const [name, value] of Object.entries(headers(request))) response.headers.set(name, value);
    return response;
  };
  test.each<[string, (request: Request) => Response, string[]]>([
    ["gives a token to anybody", () => Response.json({ token: "tk_live_secret" }), [`${tokenUrl} gives a session token to who is not signed in.`]],
    [
      "gives one to anybody, behind a guard against other sites",
      (request) => (request.headers.get("sec-fetch-site") === "same-origin" ? Response.json({ token: "tk_live_secret" }) : Response.json({}, { status: 403 })),
      [`${tokenUrl} gives a session token to who is not signed in.`],
    ],
    ["shows one as it refuses", () => Response.json({ debug: "tk_live_secret" }, { status: 403 }), [`${tokenUrl} gives a session token to who is not signed in.`]],
    ["lets anybody in", () => Response.json({ ok: true }), [`${tokenUrl} does not refuse who is not signed in: it answers 200.`]],
    ["is not there", () => new Response("", { status: 404 }), [`${tokenUrl} answers 404, so there is no token endpoint.`]],
    ["fails", () => new Response("", { status: 500 }), [`${tokenUrl} fails with 500 for who is not signed in.`]],
    [
      "lets every site read",
      open(() => ({ "access-control-allow-origin": "*" })),
      [`${tokenUrl} lets pages of every origin read what it answers (CORS).`],
    ],
    [
      "lets whoever asks read",
      open((request) => ({ "access-control-allow-origin": request.headers.get("origin") ?? "" })),
      [`${tokenUrl} lets pages of every origin read what it answers (CORS).`],
    ],
    [
      "lets every site ask",
      open((request) => ({ "access-control-allow-origin": request.method === "OPTIONS" ? (request.headers.get("origin") ?? "") : host })),
      [`${tokenUrl} lets pages of every origin read what it answers (CORS).`],
    ],
  ])("that %s is found", async (_, answer, problems) => {
    const findings = await problemsOf(withTokens(answer));
    expect(findings).toEqual(problems);
    expect(JSON.stringify(findings)).not.toContain("tk_live");
  });

  test("that refuses something else first tells nothing about who may have a token", async () => {
    const findings = await visit(withTokens(() => new Response("", { status: 415 })));
    expect(findings.filter(({ level }) => level !== "good")).toEqual([
      { level: "note", what: `${tokenUrl} answers 415 to a POST of an empty JSON object, so it was not seen whether it refuses who is not signed in.` },
    ]);
  });

  test.each([
    ["http://app.example.com/api/deck-auth/token", /is served over plain http/],
    ["/api/deck-auth/token", /^--token-url: "\/api\/deck-auth\/token" is not a web address\.$/],
  ])("%s is no address for one", async (address, problem) => {
    expect(await problemsOf({ ask: { tokenUrl: address } })).toEqual([expect.stringMatching(problem)]);
  });
});
