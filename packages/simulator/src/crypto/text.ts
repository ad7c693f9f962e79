import { hmac } from "./sha256.ts";

/** The text's UTF-8 bytes. */
export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Standard base64. */
export const base64 = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));

/** The bytes of standard base64; throws on anything else. */
export const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

/** A short code, hexadecimal, that only the holder of `key` can make for `text`. */
export const mac = (key: string, text: string): string =>
  Array.from(hmac(utf8(key), utf8(text)).subarray(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
