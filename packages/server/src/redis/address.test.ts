import { inspect } from "node:util";
import { expect, it } from "vitest";
import { redisBus } from "./index.ts";

it.each([
  "redis://:Sup3r/S3cret#pw@host:6379",
  "redis://user/S3cret@host:6379",
  "redis://S3cret#pw@host:6379",
  "redis://:S3cret@host:port",
  "https://:S3cret@host",
  "S3cret",
  "",
])("refuses the address %j at start-up, without repeating it (T38)", (address) => {
  let thrown: unknown = null;
  try {
    redisBus(address, { log: () => {} });
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(TypeError);
  expect(inspect(thrown, { showHidden: true, depth: 9 }).split("\n    at ")[0]).not.toMatch(/S3cret|host:6379/);
});
