/** Headers that let a browser of any origin read the answer. There are no cookies here, so any origin may (R196). */
export const corsHeaders: Readonly<Record<string, string>> = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": "Retry-After, X-Request-Id, Idempotent-Replayed",
};

/** The answer to a browser's question before a request with `Authorization` or `Idempotency-Key`. */
export const preflight = (): Response =>
  new Response(null, {
    status: 204,
    headers: {
      ...corsHeaders,
      "access-control-allow-methods": "GET, POST, PATCH, DELETE, OPTIONS",
      "access-control-allow-headers": "Authorization, Content-Type, Idempotency-Key",
      "access-control-max-age": "7200",
    },
  });

/** The same response with those headers. */
export const withCors = (response: Response): Response => {
  for (const [name, value] of Object.entries(corsHeaders)) response.headers.set(name, value);
  return response;
};
