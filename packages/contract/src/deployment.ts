import * as z from "zod/mini";

/**
 * What a deployment of the embed page decided, as its server writes it into the page (design 3.2). It comes from the
 * deployment alone: never from an address, never from a message.
 */
export const deployment = z.object({
  /** Base address of the API, without a slash at its end. */
  apiUrl: z.string(),
  /** Origins that may frame the page and take part in the handshake, each as `URL.origin` writes it. */
  parentOrigins: z.array(z.string()),
  /** Origins of run screenshots, beside those that images always may come from. */
  imageOrigins: z.array(z.string()),
  /** Where a flow that was opened by URL may return to, each as `URL.href` writes it. */
  returnUrls: z.prefault(z.array(z.string()), []),
  /** Whether a token in the query of the address is taken. */
  queryToken: z.prefault(z.enum(["accept", "refuse"]), "accept"),
});
export type Deployment = z.infer<typeof deployment>;
