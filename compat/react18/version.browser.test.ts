import { version } from "react";
import { version as domVersion } from "react-dom";
import { expect, test } from "vitest";

test("the tests of the component run over React 18 too (R1, M17, F26)", () => {
  expect([version, domVersion]).toEqual(["18.3.1", "18.3.1"]);
});
