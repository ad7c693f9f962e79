import { Content, Portal, Root, Title, Trigger } from "@radix-ui/react-dialog";
import { forwardRef, useEffect, useImperativeHandle, useRef, useState } from "react";
import type { CSSProperties, ForwardRefExoticComponent, ReactElement, Ref, RefAttributes } from "react";
import type { Screen } from "@deck-auth/contract/messages";
import { DeckAuth } from "../deck-auth.ts";
import type { DeckAuthHandle, DeckAuthProps } from "../props.ts";
import { textsOf } from "../texts.ts";
import { FocusGuard, unseen } from "./focus-guard.ts";
import { ScrollLock } from "./scroll-lock.ts";
import { useStuck } from "./use-stuck.ts";

/** What `<DeckAuthDialog>` takes: the props of `<DeckAuth>`, and these. */
export interface DeckAuthDialogProps extends DeckAuthProps {
  /** Whether it is open. Left out, the dialog keeps that itself, and opens by its `trigger`. */
  open?: boolean | undefined;
  /**
   * Called with `true` when the trigger is used, and with `false` for each use of the close button or Escape, after `onClose`. Also
   * for a press beside the dialog, but not on the screens where that would lose something: typing, answering, waiting.
   */
  onOpenChange?: ((open: boolean) => void) | undefined;
  /** The element that opens it, a button that takes a `ref`. Without one it is opened by `open`. */
  trigger?: ReactElement | undefined;
}

/** Screens that a press beside the dialog shall not end. */
const busy: ReadonlySet<Screen | null> = new Set<Screen>(["credentials", "interaction", "task-run"]);

// As properties of elements, which a content security policy allows; text for a <style> it may not.
const backdrop: CSSProperties = {
  position: "fixed",
  inset: 0,
  zIndex: 2147483646,
  display: "flex",
  overflow: "auto",
  padding: 16,
  background: "rgb(0 0 0 / 55%)",
  // Radix takes the pointer away from all of the page's body, in which this stands.
  pointerEvents: "auto",
};
const content: CSSProperties = {
  width: "100%",
  maxWidth: 440,
  margin: "auto",
  outline: "none",
  // Of the one text that may stand here, on the backdrop: that there is no flow to show.
  color: "#fff",
  font: "16px/1.5 system-ui, sans-serif",
  textAlign: "center",
};
// While there is no card, what there is to say stands on a ground of its own.
const bare: CSSProperties = { padding: 16, borderRadius: 12, background: "Canvas", color: "CanvasText" };
const wayOut: CSSProperties = { display: "block", minHeight: 44, margin: "0 0 16px auto", padding: "0 16px", font: "inherit" };

/** The backdrop scrolls where the window is low, and its scrollbar is not beside the dialog. */
const isOnScrollbar = ({ target, offsetX, offsetY }: PointerEvent): boolean =>
  target instanceof HTMLElement && "deckAuthBackdrop" in target.dataset && (offsetX >= target.clientWidth || offsetY >= target.clientHeight);

/**
 * `<DeckAuth>` in a modal dialog: focus goes into the flow and comes back to where it was, Escape closes it from inside the frame as well as
 * from outside, the page behind neither scrolls nor can be reached. It needs no style sheet, and no exception from a strict content
 * security policy.
 *
 * ```tsx
 * <DeckAuthDialog trigger={<button>Connect</button>} token={fetchToken} onSuccess={onSuccess} />
 * ```
 *
 * There is always a close button: the flow's own, and the dialog's where the flow is slow to come or cannot be had. Closing takes the flow away; a task run goes on (R140), and `resume` leads back to it. Success does not
 * close it (R13): set `open` to do so.
 */
export const DeckAuthDialog: ForwardRefExoticComponent<DeckAuthDialogProps & RefAttributes<DeckAuthHandle>> = forwardRef(
  function DeckAuthDialog({ onOpenChange, open, trigger, ...props }: DeckAuthDialogProps, ref: Ref<DeckAuthHandle>): ReactElement {
    const [ownOpen, setOwnOpen] = useState(false);
    const isOpen = open ?? ownOpen;
    const flow = useRef<DeckAuthHandle>(null);
    const triggerElement = useRef<HTMLButtonElement>(null);
    const invoker = useRef<HTMLElement>(null);
    const screen = useRef<Screen | null>(null);
    const staysOpen = useRef(false);
    const { isStuck, failed, answered } = useStuck(isOpen);
    useEffect(() => {
      staysOpen.current = isOpen;
      return () => {
        staysOpen.current = false;
      };
    }, [isOpen]);
    const focusFlow = (): void => flow.current?.focus();
    useImperativeHandle(ref, () => ({ focus: () => flow.current?.focus() }), []);

    function change(next: boolean): void {
      setOwnOpen(next);
      onOpenChange?.(next);
    }
    function close(): void {
      try {
        props.onClose?.();
      } finally {
        change(false);
      }
    }

    /** To the dialog at first, where Escape is heard while the embed page is on its way, and into the flow when it is there. */
    function takeFocus(event: Event): void {
      event.preventDefault();
      screen.current = null;
      const { activeElement } = document;
      invoker.current = activeElement instanceof HTMLElement && activeElement !== document.body ? activeElement : null;
      if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus({ preventScroll: true });
      focusFlow();
    }
    function giveFocusBack(event: Event): void {
      event.preventDefault();
      // Radix also says so between the two mounts of StrictMode.
      if (staysOpen.current) return;
      // Safari does not give a pressed button the focus.
      (invoker.current ?? triggerElement.current)?.focus({ preventScroll: true });
    }

    return (
      <Root open={isOpen} onOpenChange={(next) => (next ? change(next) : close())}>
        {trigger && (
          <Trigger asChild ref={triggerElement}>
            {trigger}
          </Trigger>
        )}
        <Portal>
          <div data-deck-auth-backdrop="" style={backdrop}>
            <Content
              data-deck-auth-dialog=""
              aria-modal
              aria-describedby={undefined}
              style={isStuck ? { ...content, ...bare } : content}
              onOpenAutoFocus={takeFocus}
              onCloseAutoFocus={giveFocusBack}
              onPointerDownOutside={(event) => {
                if (busy.has(screen.current) || isOnScrollbar(event.detail.originalEvent)) event.preventDefault();
              }}
            >
              <Title style={unseen}>{textsOf(props.language)[1]}</Title>
              {isStuck && (
                <button type="button" style={wayOut} onClick={close}>
                  {props.language === "fr-CA" ? "Fermer" : "Close"}
                </button>
              )}
              <FocusGuard onFocus={focusFlow} />
              <DeckAuth
                {...props}
                ref={flow}
                onClose={close}
                onError={(error) => {
                  if (screen.current === null) failed();
                  if (props.onError) props.onError(error);
                  else if (screen.current === null) console.error(error);
                }}
                onEvent={(event) => {
                  if (screen.current === null) answered();
                  screen.current = event.screen;
                  props.onEvent?.(event);
                }}
              />
              <FocusGuard onFocus={focusFlow} />
              <ScrollLock />
            </Content>
          </div>
        </Portal>
      </Root>
    );
  },
);
