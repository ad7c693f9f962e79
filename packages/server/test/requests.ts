/** A POST as a page of the host's own origin sends it. */
export function pagePost(path: string, body: unknown = {}, headers: Record<string, string> = {}): Request {
  return new Request(`https://app.example.com/api/deck-auth${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", "sec-fetch-site": "same-origin", origin: "https://app.example.com", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

/** A GET as a page of the host's own origin sends it. */
export const pageGet = (path: string, headers: Record<string, string> = {}): Request =>
  new Request(`https://app.example.com/api/deck-auth${path}`, { headers: { "sec-fetch-site": "same-origin", ...headers } });

/** A body whose sender leaves in the middle of it. */
export const brokenBody = (): { body: ReadableStream<Uint8Array>; duplex: "half" } => ({
  body: new ReadableStream({
    pull(controller) {
      controller.enqueue(new TextEncoder().encode("{"));
      controller.error(new Error("The sender left."));
    },
  }),
  duplex: "half",
});

/** The parts of an answer that tests look at. */
export async function read(response: Response): Promise<{ status: number; json: unknown; text: string; headers: Headers }> {
  const text = await response.text();
  return { status: response.status, text, json: text === "" ? null : JSON.parse(text), headers: response.headers };
}

/** The `type/code` of a refusal. */
export function errorName(json: unknown): string {
  if (typeof json === "object" && json !== null && "errors" in json && Array.isArray(json.errors)) {
    return `${json.errors[0]?.type}/${json.errors[0]?.code}`;
  }
  return "no error";
}
