import { forwardRef, useEffect, useImperativeHandle, useInsertionEffect, useReducer, useRef, useState } from "react";
import type { ForwardRefExoticComponent, JSX, Ref, RefAttributes } from "react";
import { startOf } from "./embed-config.ts";
import { openFrame, type EmbedFrame } from "./embed-frame.ts";
import { frameAttributes } from "./frame-attributes.ts";
import type { DeckAuthHandle, DeckAuthProps } from "./props.ts";
import { knownLanguage, textsIn } from "./texts.ts";

/**
 * Lets a user connect an account: pick a source, sign in, answer what the source asks, see the login verified. All of it
 * happens in a frame of another origin, so that no password is ever in the reach of your page.
 *
 * ```tsx
 * <DeckAuth token={fetchToken} embedUrl="https://auth.example.com" taskId="task_…" onSuccess={({ credentialId }) => …} />
 * ```
 *
 * It never takes itself away (R13), renders on the server (R11), and may be mounted several times on a page.
 */
export const DeckAuth: ForwardRefExoticComponent<DeckAuthProps & RefAttributes<DeckAuthHandle>> = forwardRef(
  function DeckAuth(props: DeckAuthProps, ref: Ref<DeckAuthHandle>): JSX.Element {
    return <Flow key={JSON.stringify([startOf(props), props.embedUrl])} props={props} handle={ref} />;
  },
);

function Flow({ props, handle }: { props: DeckAuthProps; handle: Ref<DeckAuthHandle> }): JSX.Element {
  const element = useRef<HTMLIFrameElement>(null);
  const flow = useRef<EmbedFrame>(null);
  const newest = useRef(props);
  const [available, setAvailable] = useState(true);
  const [generation, renew] = useReducer((count: number) => count + 1, 0);
  const texts = textsIn(props.language);

  // The earliest moment at which these props are the ones on screen.
  useInsertionEffect(() => {
    newest.current = props;
  });

  useEffect(() => flow.current?.update());

  useEffect(() => {
    const frame = element.current;
    if (!frame) return;
    const opened = openFrame(frame, () => newest.current, setAvailable);
    flow.current = opened;
    return () => {
      opened.close();
      // Effects may end and begin again around the same element (React's Activity). A used frame is not used twice.
      if (frame.src) renew();
    };
  }, []);

  useImperativeHandle(handle, () => ({ focus: () => flow.current?.focus() }), []);

  return (
    <>
      <iframe key={generation} ref={element} title={texts.frame} data-deck-auth="" {...frameAttributes} />
      {available || (
        <p role="alert" lang={knownLanguage(props.language)} style={{ padding: 16, border: "1px solid" }}>
          {texts.unavailable}
        </p>
      )}
    </>
  );
}
