/**
 * SHA-256 and HMAC in plain code: `crypto.subtle` is asynchronous and missing on pages served over plain http, and here
 * every request is settled in one go. Signs webhooks, addresses and cursors; hides passwords in the ledger.
 */
const constants = new Uint32Array(64);
const start = new Uint32Array(8);

const fraction = (value: number) => Math.floor((value - Math.floor(value)) * 2 ** 32);
const isPrime = (value: number) => {
  for (let divisor = 2; divisor * divisor <= value; divisor += 1) if (value % divisor === 0) return false;
  return true;
};
for (let candidate = 2, found = 0; found < 64; candidate += 1) {
  if (!isPrime(candidate)) continue;
  if (found < 8) start[found] = fraction(Math.sqrt(candidate));
  constants[found] = fraction(Math.cbrt(candidate));
  found += 1;
}

const rotate = (value: number, by: number) => (value >>> by) | (value << (32 - by));

const padded = (bytes: Uint8Array) => {
  const length = Math.ceil((bytes.length + 9) / 64) * 64;
  const block = new Uint8Array(length);
  block.set(bytes);
  block[bytes.length] = 0x80;
  const view = new DataView(block.buffer);
  view.setUint32(length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(length - 4, bytes.length << 3);
  return view;
};

/** SHA-256 of the bytes: 32 bytes. */
export const sha256 = (bytes: Uint8Array): Uint8Array => {
  const view = padded(bytes);
  const hash = Uint32Array.from(start);
  const words = new Uint32Array(64);
  const word = (index: number) => words[index] ?? 0;
  for (let offset = 0; offset < view.byteLength; offset += 64) {
    for (let index = 0; index < 16; index += 1) words[index] = view.getUint32(offset + index * 4);
    for (let index = 16; index < 64; index += 1) {
      const early = word(index - 15);
      const late = word(index - 2);
      const s0 = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3);
      const s1 = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10);
      words[index] = word(index - 16) + s0 + word(index - 7) + s1;
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = hash;
    for (let index = 0; index < 64; index += 1) {
      const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
      const first = (h + s1 + ((e & f) ^ (~e & g)) + (constants[index] ?? 0) + word(index)) | 0;
      const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
      const second = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
    }
    for (const [index, value] of [a, b, c, d, e, f, g, h].entries()) hash[index] = (hash[index] ?? 0) + value;
  }
  const out = new DataView(new ArrayBuffer(32));
  for (const [index, value] of hash.entries()) out.setUint32(index * 4, value);
  return new Uint8Array(out.buffer);
};

const joined = (...parts: readonly Uint8Array[]) => {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return all;
};

/** HMAC-SHA256 of the message under the key: 32 bytes. */
export const hmac = (key: Uint8Array, message: Uint8Array): Uint8Array => {
  const block = new Uint8Array(64);
  block.set(key.length > 64 ? sha256(key) : key);
  const inner = sha256(joined(block.map((byte) => byte ^ 0x36), message));
  return sha256(joined(block.map((byte) => byte ^ 0x5c), inner));
};
