import { createElement, forwardRef, useEffect, useImperativeHandle, useInsertionEffect, useRef } from "react";
import type { ForwardRefExoticComponent, ReactElement, Ref, RefAttributes } from "react";
import { identityOf } from "./embed-config.ts";
import { openFlow, type EmbedFlow } from "./embed-flow.ts";
import { firstHeight } from "./embed-frame.ts";
import type { DeckAuthHandle, DeckAuthProps } from "./props.ts";

/**
 * Lets a user connect an account: pick a source, sign in, answer what the source asks, see the login verified. All of it
 * happens in a frame of another origin, so that no password is ever in the reach of your page.
 *
 * ```tsx
 * <DeckAuth token={fetchToken} embedUrl="https://auth.example.com" taskId="task_…" onSuccess={onSuccess} />
 * ```
 *
 * It never takes itself away (R13), renders on the server (R11), and may be mounted several times on a page.
 */
export const DeckAuth: ForwardRefExoticComponent<DeckAuthProps & RefAttributes<DeckAuthHandle>> = forwardRef(
  function DeckAuth(props: DeckAuthProps, ref: Ref<DeckAuthHandle>): ReactElement {
    const place = useRef<HTMLDivElement>(null);
    const flow = useRef<EmbedFlow>(undefined);
    const newest = useRef(props);
    const identity = identityOf(props);
    // The earliest moment at which these props are the ones on screen.
    useInsertionEffect(() => {
      newest.current = props;
    });
    useEffect(() => {
      if (place.current) flow.current = openFlow(place.current, newest);
      return flow.current?.close;
    }, [identity]);
    useEffect(() => flow.current?.update());
    useImperativeHandle(ref, () => ({ focus: () => flow.current?.focus() }), []);
    // The picture without content, which is nothing to assistive technology, keeps the room until the frame is there. An attribute
    // may do so under any content security policy, `style` may not.
    return createElement("div", { ref: place }, createElement("svg", { height: firstHeight }));
  },
);
