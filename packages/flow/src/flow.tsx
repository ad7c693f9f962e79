import type { ReactNode, RefObject } from "react";
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import type { Language, Screen } from "@deck-auth/contract/messages";
import type { Catalog } from "./i18n/catalog.ts";
import { loadCatalog } from "./i18n/catalog.ts";
import { CopyProvider, useCopy } from "./i18n/copy.tsx";
import { persistently } from "./persistently.ts";
import { isEnd, screenOf } from "./screen.ts";
import { CurrentScreen } from "./screens/current-screen.tsx";
import { useAppearance } from "./screens/use-appearance.ts";
import { useChart, useSettings } from "./screens/use-chart.ts";
import type { Session } from "./session.ts";
import { Card } from "./ui/card.tsx";
import { isComposing } from "./ui/is-composing.ts";
import { MoreTime } from "./ui/more-time.tsx";

export interface FlowProps {
  session: Session;
  /** The texts of the session's first language; others are fetched when the host changes it. */
  catalog: Catalog;
  /** How it looks until the host is known. */
  theme: "default" | "dark" | "auto";
  first: "picker" | "credentials";
  /** Where keys are listened to: the frame's document, or the host of the shadow root. Absent while pre-rendering. */
  keys?: EventTarget;
  /** What is to be said while the host is not known: `below` the shell, or `instead` of it, where there will be no flow. */
  absent?: { readonly below?: ReactNode; readonly instead?: ReactNode } | undefined;
  /** The document whose title follows the screens. Absent where the document is the host's. */
  page?: Document;
}

/** The texts of the language in force; the old ones until the new ones are here. */
function useCatalog(session: Session, initial: Catalog): { language: Language; catalog: Catalog } {
  const { language } = useSettings(session);
  const { clock } = session.tools;
  const [active, setActive] = useState({ language, catalog: initial });
  useEffect(() => {
    if (language === active.language) return undefined;
    let left = false;
    persistently(() => loadCatalog(language), clock, () => left).then(
      (catalog) => {
        if (!left) setActive({ language, catalog });
      },
      () => {},
    );
    return () => {
      left = true;
    };
  }, [language, active.language, clock]);
  return active;
}

/** Escape closes, where there is something to close; an open list or a composition keeps it for itself (R138, R144). */
function useEscape(session: Session, keys: EventTarget | undefined): void {
  const { closable } = useSettings(session);
  useEffect(() => {
    if (!closable || keys === undefined) return undefined;
    const close = (event: Event) => {
      if (!(event instanceof KeyboardEvent) || event.key !== "Escape" || isComposing(event) || event.repeat || event.defaultPrevented) return;
      session.close();
    };
    keys.addEventListener("keydown", close);
    return () => keys.removeEventListener("keydown", close);
  }, [closable, keys, session]);
}

/** The host wants the keyboard's focus in the flow: in the screen's first field, else at its heading. */
function useFocusRequests(session: Session, root: RefObject<HTMLElement | null>): void {
  useEffect(
    () =>
      session.onFocus(() => {
        const field = root.current?.querySelector<HTMLElement>("input, select, textarea");
        (field ?? root.current?.querySelector<HTMLElement>("h1"))?.focus();
      }),
    [session, root],
  );
}

/** The document is the flow's alone: its title says where the user is, in our words only (A-1, T21). */
function PageTitle({ page, screen }: { page: Document; screen: Screen }) {
  const t = useCopy();
  const title = t(`page.${screen}`);
  useEffect(() => {
    page.title = title;
  }, [page, title]);
  return null;
}

/** The time that is left, on every screen where something is still to be done. */
function TimeLeft({ session }: { session: Session }) {
  const { life, onLife, extend } = session.tokenLife;
  return <MoreTime life={useSyncExternalStore(onLife, life, () => "fresh")} onMore={extend} />;
}

/** The whole flow: one card, and in it the screen for where the user is. */
export function Flow({ session, catalog: initialCatalog, theme, first, keys, page, absent: given }: FlowProps) {
  const root = useRef<HTMLDivElement>(null);
  const snapshot = useChart(session);
  const settings = useSettings(session);
  const { language, catalog } = useCatalog(session, initialCatalog);
  const logo = useAppearance(session, root);
  useEscape(session, keys);
  useFocusRequests(session, root);
  const absent = snapshot.matches("waiting") ? given : undefined;
  const screen = absent?.instead === undefined ? screenOf(snapshot) : "error";

  // Drawn once: from then on `applyAppearance` owns it.
  const [firstTheme] = useState(theme);
  const overrides = useMemo(() => {
    const { copy } = settings;
    if (typeof copy !== "object" || copy === null) return undefined;
    return new Map<string, unknown>(Object.entries(copy)).get(language);
  }, [settings, language]);

  const close = useCallback(() => session.close(), [session]);
  const goBack = useCallback(() => session.chart.send({ type: "BACK" }), [session]);
  // The explanation of "not listed" has a way back of its own.
  const canGoBack = snapshot.can({ type: "BACK" }) && !snapshot.matches("choosingSource");
  return (
    <CopyProvider language={language} catalog={catalog} overrides={overrides}>
      {page && <PageTitle page={page} screen={screen} />}
      <Card
        screen={screen}
        theme={firstTheme}
        logo={logo}
        clock={session.tools.clock}
        rootRef={root}
        onClose={settings.closable ? close : undefined}
        onBack={canGoBack ? goBack : undefined}
        below={absent?.below ?? (isEnd(screen) ? null : <TimeLeft session={session} />)}
      >
        {absent?.instead ?? <CurrentScreen session={session} snapshot={snapshot} first={first} />}
      </Card>
    </CopyProvider>
  );
}
