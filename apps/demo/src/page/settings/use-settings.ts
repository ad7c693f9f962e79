import { useEffect, useState } from "react";
import { readSettings, writeSettings } from "./settings.ts";
import type { Settings } from "./settings.ts";

/** The settings, kept in the address so that any state can be linked to; the page's own colours follow the theme. */
export function useSettings(): [Settings, (change: Partial<Settings>) => void] {
  const [settings, setSettings] = useState(() => readSettings(location.search));
  useEffect(() => {
    history.replaceState(null, "", `${location.pathname}${writeSettings(settings)}`);
    document.documentElement.dataset["theme"] = settings.theme;
  }, [settings]);
  return [settings, (change) => setSettings((before) => ({ ...before, ...change }))];
}
