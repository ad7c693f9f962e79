import * as z from "zod/mini";

/**
 * What a deployment of the embed page decided, as its server writes it into the page (design 3.2). It comes from the
 * deployment alone: never from an address, never from a message.
 */
export interface Deployment {
  /** Base address of the API, without a slash at its end. */
  readonly apiUrl: string;
  /** Origins that may frame the page and take part in the handshake, each as `URL.origin` writes it. */
  readonly parentOrigins: readonly string[];
  /** Origins of run screenshots, beside those that images always may come from. */
  readonly imageOrigins: readonly string[];
  /** Where a flow that was opened by URL may return to, each as `URL.href` writes it. */
  readonly returnUrls: readonly string[];
  /** Whether a token in the query of the address is taken. */
  readonly queryToken: "accept" | "refuse";
}

/** Reads a {@link Deployment} out of the page. */
export const deployment = z.object({
  apiUrl: z.string(),
  parentOrigins: z.array(z.string()),
  imageOrigins: z.array(z.string()),
  returnUrls: z.prefault(z.array(z.string()), []),
  queryToken: z.prefault(z.enum(["accept", "refuse"]), "accept"),
}) satisfies z.ZodMiniType<Deployment>;
