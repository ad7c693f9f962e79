import { useEffect } from "react";
import { useAnnounce } from "./announcer.tsx";

/** How long something has been going on, as far as it changes what is said of it. */
export type Elapsed = "soon" | "long" | "very-long";

/** Says a text to those who listen, when it comes up and when it changes; takes back what is no longer so. */
export function useStatus(text: string): void {
  const announce = useAnnounce();
  useEffect(() => {
    if (text === "") return undefined;
    announce(text);
    return () => announce("");
  }, [text, announce]);
}
