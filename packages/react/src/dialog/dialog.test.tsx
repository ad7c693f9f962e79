// @vitest-environment node
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { DeckAuthDialog } from "./index.ts";

test("renders on the server: its trigger, open or not (R11, M16)", () => {
  expect(typeof window).toBe("undefined");
  for (const open of [true, false]) {
    const markup = renderToString(<DeckAuthDialog open={open} token="tk_1" onSuccess={() => {}} trigger={<button>Connect</button>} />);
    expect(markup).toMatch(/^<button [^>]*>Connect<\/button>$/);
    expect(markup).not.toContain("style=");
  }
});
