// The network of this page, as stories have it. The browser's own cannot be cut from inside.

/** Cuts it, or mends it, as the browser would tell the page. */
export function setOnline(online: boolean): void {
  if (navigator.onLine === online) return;
  if (online) Reflect.deleteProperty(navigator, "onLine");
  else Object.defineProperty(navigator, "onLine", { configurable: true, get: () => false });
  window.dispatchEvent(new Event(online ? "online" : "offline"));
}
