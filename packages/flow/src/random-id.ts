/** 128 random bits as text. `crypto.randomUUID` is missing where the page around the frame came over plain http, as in development. */
export const randomId = (): string => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
