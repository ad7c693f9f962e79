import { StrictMode, type ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { onTestFinished } from "vitest";

/** Renders into the page and takes it away when the test is over. */
export function render(first: ReactNode, { strict = false } = {}) {
  const wrap = (node: ReactNode) => (strict ? <StrictMode>{node}</StrictMode> : node);
  const container = document.createElement("div");
  document.body.append(container);
  const root = createRoot(container);
  const unmount = (): void => {
    root.unmount();
    container.remove();
  };
  onTestFinished(unmount);
  root.render(wrap(first));
  return { container, unmount, rerender: (node: ReactNode) => root.render(wrap(node)) };
}
