import { useEffect } from "react";

let holders = 0;
let release: (() => void) | undefined;

/**
 * Keeps the page from scrolling, by the style properties of its body, which a content security policy allows, and pads it by what
 * the missing scroll bar leaves, so that nothing moves.
 */
function hold(): () => void {
  const { body, documentElement: root } = document;
  const { cssText: before } = body.style;
  const width = root.clientWidth;
  body.style.setProperty("overflow", "hidden", "important");
  const gained = root.clientWidth - width;
  if (gained > 0) body.style.setProperty("padding-right", `${Number.parseFloat(getComputedStyle(body).paddingRight) + gained}px`, "important");
  const { cssText: held } = body.style;
  return () => {
    if (body.style.cssText === held) body.style.cssText = before;
    else {
      // The page changed its style meanwhile: only what is ours goes back.
      const old = document.createElement("div").style;
      old.cssText = before;
      for (const name of ["overflow-x", "overflow-y", ...(gained > 0 ? ["padding-right"] : [])]) {
        body.style.setProperty(name, old.getPropertyValue(name), old.getPropertyPriority(name));
      }
    }
    // Asked for, because Chromium writes the attribute only then, and takes none away that it has not written.
    if (body.getAttribute("style") === "") body.removeAttribute("style");
  };
}

/** Holds the page's scrolling while it is there; the last one that goes lets it go. */
export function ScrollLock(): null {
  useEffect(() => {
    holders += 1;
    release ??= hold();
    return () => {
      holders -= 1;
      // Later in this tick Radix has taken its own change of the body's style back, and StrictMode has mounted again.
      queueMicrotask(() => {
        if (holders > 0) return;
        release?.();
        release = undefined;
      });
    };
  }, []);
  return null;
}
