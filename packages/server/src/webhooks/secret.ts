/** A secret shorter than this, in bytes, is guessed too easily (Standard Webhooks asks for 24 to 64). */
const shortest = 24;

/** The key in a `whsec_…` secret; at start-up, and without repeating the value in the error. */
export function readWebhookSecret(secret: string): Uint8Array<ArrayBuffer> {
  const encoded = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret)?.[1];
  const bytes = encoded === undefined || encoded.length % 4 !== 0 ? null : decodeBase64(encoded);
  if (bytes === null || bytes.length < shortest) {
    throw new TypeError(`createDeckAuth: a webhook secret is "whsec_" and the base64 of at least ${shortest} bytes. One of \`webhookSecrets\` is not.`);
  }
  return bytes;
}

/** The bytes, or `null` for text that `atob` would only forgive. */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    const binary = atob(text);
    return btoa(binary) === text ? Uint8Array.from(binary, (letter) => letter.charCodeAt(0)) : null;
  } catch {
    return null;
  }
}
