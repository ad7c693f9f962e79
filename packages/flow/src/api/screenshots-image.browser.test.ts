import { expect, test } from "vitest";
import { loadImage } from "./screenshots-image.ts";

const drawing = (width: number, height: number) => `data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"/>`;
const calmly = new AbortController().signal;

test("a picture comes decoded, and is asked for without a referrer (T25)", async () => {
  const image = await loadImage(drawing(640, 400), calmly);
  expect([image.complete, image.naturalWidth, image.naturalHeight]).toEqual([true, 640, 400]);
  expect([image.referrerPolicy, image.decoding, image.draggable]).toEqual(["no-referrer", "async", false]);
});

test.each([
  ["too large to be decoded", drawing(8_000, 4_000)],
  ["no picture at all", "data:image/png;base64,AAAA"],
])("what is %s is refused (T25)", async (_, address) => {
  await expect(loadImage(address, calmly)).rejects.toThrow("The picture");
});

test("one that is not wanted any more is not fetched on", async () => {
  const stopping = new AbortController();
  const load = loadImage(new URL("./screenshots-image.ts", import.meta.url).href, stopping.signal);
  stopping.abort();
  await expect(load).rejects.toThrow("not wanted");
});
