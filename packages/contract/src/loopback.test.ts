import { expect, test } from "vitest";
import { isLoopback } from "./loopback.ts";

test("a host name stays on this machine, or does not", () => {
  expect(["localhost", "app.localhost", "127.0.0.1", "127.1.2.3", "[::1]"].filter((name) => !isLoopback(name))).toEqual([]);
  expect(["localhost.example", "127.0.0.1.example", "127.example", "128.0.0.1", "[::2]", "0.0.0.0", ""].filter(isLoopback)).toEqual([]);
});
