import { Content, Portal, Root, Title } from "@radix-ui/react-dialog";
import { useRef } from "react";
import { expect, test } from "vitest";
import { embedPage, frame, say } from "../../test/embed-frame-driver.ts";
import { render } from "../../test/render.tsx";
import { DeckAuth, type DeckAuthHandle } from "../index.ts";

/** A page's own dialog, as Radix' guide builds one, with the flow in it. */
function OwnDialog({ embedUrl }: { embedUrl: string }) {
  const flow = useRef<DeckAuthHandle>(null);
  return (
    <Root open>
      <Portal>
        <Content
          aria-describedby={undefined}
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            flow.current?.focus();
          }}
        >
          <Title>Connect</Title>
          <button type="button">Of the page</button>
          <DeckAuth ref={flow} token="tk_1" embedUrl={embedUrl} onSuccess={() => {}} />
        </Content>
      </Portal>
    </Root>
  );
}

test("in a dialog of the host's own the flow takes the focus, and the dialog's trap leaves it there (M20)", async () => {
  const page = embedPage();
  render(<OwnDialog embedUrl={page.embedUrl} />, { strict: true });
  await expect.poll(() => page.heard().map(({ type }) => type)).toEqual(["focus"]);
  expect(document.activeElement).toBe(frame());
  say({ type: "tokenRequired", data: {} });
  await expect.poll(() => page.heard().map(({ type }) => type)).toEqual(["focus", "tokenUnavailable"]);
  expect(document.activeElement).toBe(frame());
  expect(document.activeElement?.closest("[role=dialog]")).not.toBeNull();
});
