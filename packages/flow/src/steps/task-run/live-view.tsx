import { useId, useState } from "react";
import type { ReactNode } from "react";
import type { TranscriptLine } from "../../api/screenshots-transcript.ts";
import { useCopy } from "../../i18n/copy.tsx";
import { Button } from "../../ui/button.tsx";
import { Monogram } from "../../ui/monogram.tsx";
import { plainText } from "../../ui/plain-text.ts";
import { Room } from "../../ui/room.tsx";
import { Spinner } from "../../ui/spinner.tsx";
import type { LiveConnection } from "./live-connection.ts";
import { ContinueIcon, EndedIcon, FrozenIcon, LiveIcon, PauseIcon, ReconnectingIcon } from "./live-icons.tsx";
import { LivePicture } from "./live-picture.tsx";
import { Transcript } from "./transcript.tsx";

export interface LiveViewProps {
  sourceName: string;
  /** The newest picture, decoded; `null` until there is one. */
  image: HTMLImageElement | null;
  connection: LiveConnection;
  /** How old the picture is. */
  secondsAgo: number;
  /** What the agent wrote, oldest first. Not ours: shown as text. */
  lines: readonly TranscriptLine[];
  onPause(paused: boolean): void;
}

const icons: Record<LiveConnection, ReactNode> = {
  waiting: null,
  live: <LiveIcon />,
  reconnecting: <ReconnectingIcon />,
  frozen: <FrozenIcon />,
  paused: <PauseIcon />,
  ended: <EndedIcon />,
};

/** In which state the view is, by shape and word. */
export function ConnectionMark({ connection }: { connection: LiveConnection }) {
  const t = useCopy();
  return (
    <span data-slot="live-connection" data-connection={connection}>
      {icons[connection]}
      {t(`live.${connection}`)}
    </span>
  );
}

function useAge(secondsAgo: number): string {
  const t = useCopy();
  if (secondsAgo < 5) return t("live.now");
  if (secondsAgo < 120) return t("live.seconds", { seconds: String(secondsAgo) });
  return t("live.minutes", { minutes: String(Math.floor(secondsAgo / 60)) });
}

/** The source's page as the agent sees it, and what the agent says of it: to be watched, paused, and no more (R65, A-9). */
export function LiveView({ sourceName, image, connection, secondsAgo, lines, onPause }: LiveViewProps) {
  const t = useCopy();
  const id = useId();
  const age = useAge(secondsAgo);
  const name = plainText(sourceName) || t("source.unnamed");
  const isPaused = connection === "paused";
  // Once there, it stays, as the focus may be on it: pictures can come back.
  const [canPause, setCanPause] = useState(image !== null);
  if (image !== null && !canPause) setCanPause(true);
  return (
    <div data-slot="live-view" data-connection={connection}>
      <figure data-slot="live-figure">
        <LivePicture image={image} alt={t("live.alt", { source: name, seconds: String(secondsAgo) })} describedBy={id}>
          <span data-slot="run-mark">
            <Spinner size="large" />
            <Monogram name={sourceName} />
          </span>
        </LivePicture>
        <figcaption data-slot="live-caption">
          <div data-slot="live-status">
            <div data-slot="live-news">
              <ConnectionMark connection={connection} />
              {image !== null && <span data-slot="live-age">{age}</span>}
            </div>
            {(["live", "reconnecting", "frozen", "paused"] as const).map((state) => (
              <div key={state} data-slot="live-news" aria-hidden="true">
                <span data-slot="live-connection">
                  <span data-slot="icon" />
                  <Room texts={[t(`live.${state}`)]} />
                </span>
                <Room texts={[t("live.now"), t("live.seconds", { seconds: "115" })]} />
              </div>
            ))}
          </div>
          <div data-slot="live-pause">
            {canPause && (
              <Button variant="link" idle={image === null} onClick={() => onPause(!isPaused)}>
                {isPaused ? <ContinueIcon /> : <PauseIcon />}
                {t(isPaused ? "live.continue" : "live.pause")}
              </Button>
            )}
            <span data-slot="button" data-variant="link" aria-hidden="true">
              <span data-slot="button-text">
                <PauseIcon />
                <Room texts={[t("live.continue"), t("live.pause")]} />
              </span>
            </span>
          </div>
          <p id={id} data-slot="live-watching">
            <span>{image !== null && t("live.watching")}</span>
            <Room texts={[t("live.watching")]} />
          </p>
        </figcaption>
      </figure>
      <Transcript lines={lines} />
    </div>
  );
}
