import { useLayoutEffect, useRef, useState } from "react";
import type { RefObject } from "react";
import { persistently } from "../persistently.ts";
import type { Session } from "../session.ts";
import { themeOf } from "../settings.ts";
import type { CardLogo } from "../ui/card-context.ts";
import { useSettings } from "./use-chart.ts";

const warn = (message: string): void => console.warn(`[deck-auth] ${message}`);

/** Whether there is more to it than the choice of a theme. */
const isCustom = (appearance: unknown): boolean =>
  typeof appearance === "object" && appearance !== null && ("variables" in appearance || "branding" in appearance);

/**
 * The host's looks, written onto the root whenever they change. Gives the host's mark, checked. A host that only chooses a
 * theme does not make its users wait for the code that reads colours.
 */
export function useAppearance(session: Session, root: RefObject<HTMLElement | null>): CardLogo | null {
  const { appearance } = useSettings(session);
  const { clock } = session.tools;
  const [logo, setLogo] = useState<CardLogo | null>(null);
  const customised = useRef(false);
  useLayoutEffect(() => {
    if (root.current === null) return undefined;
    root.current.dataset["theme"] = themeOf(appearance);
    // Once customised, only the same code knows what to take back.
    if (!isCustom(appearance) && !customised.current) return undefined;
    let left = false;
    const load = () => import("../theme/apply-appearance.ts");
    const apply = ({ applyAppearance }: Awaited<ReturnType<typeof load>>) => {
      if (left || root.current === null) return;
      customised.current = true;
      const { logoUrl, logoPlacement } = applyAppearance(root.current, appearance, warn);
      setLogo(logoUrl === null ? null : { url: logoUrl, placement: logoPlacement });
    };
    persistently(load, clock, () => left).then(apply, () => {});
    return () => {
      left = true;
    };
  }, [appearance, clock, root]);
  return logo;
}
