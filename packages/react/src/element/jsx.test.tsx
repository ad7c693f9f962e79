import type { ReactElement } from "react";
import { expect, test } from "vitest";
import type { DeckAuthElement, DeckAuthProps } from "./index.ts";

// As the guide tells a React page that uses the element.
declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "deck-auth": Omit<HTMLAttributes<DeckAuthElement>, keyof DeckAuthProps> & Partial<DeckAuthProps> & RefAttributes<DeckAuthElement> & { closable?: boolean };
    }
  }
}

test("the element stands in JSX with the types that the guide declares; so do the looks and lists that Deck's own component takes (deck-api 7.16)", () => {
  const ids: readonly string[] = ["src_1"];
  const appearance = { variables: { logoUrl: "https://cdn.brandfetch.io/a.png", logoPlacement: "left", colorPrimary: undefined } } as const;
  const { props }: ReactElement<DeckAuthProps> = (
    <deck-auth token="tk_1" sourceId={ids} appearance={appearance} closable className="card" ref={(element) => element?.focus()} />
  );
  expect(props.sourceId).toBe(ids);
  expect(props.appearance).toBe(appearance);
});
