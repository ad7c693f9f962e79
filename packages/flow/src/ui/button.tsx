import type { ButtonHTMLAttributes, ReactNode, Ref } from "react";
import { Spinner } from "./spinner.tsx";

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `primary`: the one action of a screen. `secondary`: beside it. `link`: inside text. @default "secondary" */
  variant?: "primary" | "secondary" | "link";
  /** Work is under way: keeps its text, its place and the focus, which a disabled button would lose. */
  busy?: boolean;
  /** Does nothing just now; keeps its place and the focus too. @default false */
  idle?: boolean;
  buttonRef?: Ref<HTMLButtonElement>;
  children: ReactNode;
}

/** A button. It submits nothing unless told so. */
export function Button({ variant = "secondary", busy = false, idle = false, buttonRef, children, onClick, type = "button", ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      ref={buttonRef}
      type={type}
      data-slot="button"
      data-variant={variant}
      aria-disabled={busy || idle || undefined}
      onClick={(busy || idle) && type !== "submit" ? undefined : onClick}
    >
      {busy && <Spinner />}
      <span data-slot="button-text">{children}</span>
    </button>
  );
}

export interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** What it does, for those who do not see the icon; also shown on hover. */
  label: string;
  buttonRef?: Ref<HTMLButtonElement>;
  children: ReactNode;
}

/** A button that shows only an icon. */
export function IconButton({ label, buttonRef, children, ...rest }: IconButtonProps) {
  return (
    <button {...rest} ref={buttonRef} type="button" data-slot="icon-button" aria-label={label} title={label}>
      {children}
    </button>
  );
}
