// What `cdp()` gives is said by the provider.
/// <reference types="@vitest/browser-playwright" />
import { onTestFinished } from "vitest";
import { cdp } from "vitest/browser";

/** What the person has asked their system for. Until the test is over. */
export async function prefer(name: "prefers-reduced-motion" | "prefers-contrast" | "forced-colors", value: string): Promise<void> {
  await cdp().send("Emulation.setEmulatedMedia", { features: [{ name, value }] });
  onTestFinished(async () => {
    await cdp().send("Emulation.setEmulatedMedia", { features: [] });
  });
}

/** Makes the browser a phone's, with fingers for a pointer, until the test is over. */
export async function becomePhone(): Promise<void> {
  await cdp().send("Emulation.setDeviceMetricsOverride", { width: 0, height: 0, deviceScaleFactor: 0, mobile: true });
  await cdp().send("Emulation.setTouchEmulationEnabled", { enabled: true });
  onTestFinished(async () => {
    await cdp().send("Emulation.setTouchEmulationEnabled", { enabled: false });
    await cdp().send("Emulation.clearDeviceMetricsOverride");
  });
}

/** What a colour of the system is here, as `getComputedStyle` says it. */
export function systemColour(name: "CanvasText" | "Canvas"): string {
  const element = document.body.appendChild(document.createElement("i"));
  element.style.color = name;
  const { color } = getComputedStyle(element);
  element.remove();
  return color;
}
