import { useCopy } from "../../i18n/copy.tsx";
import { plainText } from "../../ui/plain-text.ts";
import { LivePicture } from "./live-picture.tsx";
import { ConnectionMark } from "./live-view.tsx";

export interface LiveAsideProps {
  sourceName: string;
  image: HTMLImageElement;
  /** `paused` while something is asked; `ended` once the run is over. */
  connection: "paused" | "ended";
}

/** The last picture, small and quiet, below what matters more just now: a prompt, or how it ended (goals M53, M54). */
export function LiveAside({ sourceName, image, connection }: LiveAsideProps) {
  const t = useCopy();
  const name = plainText(sourceName) || t("source.unnamed");
  return (
    <figure data-slot="live-aside">
      <LivePicture image={image} alt={t("live.lastAlt", { source: name })} />
      <figcaption>
        <ConnectionMark connection={connection} />
        <p>{t(connection === "ended" ? "live.over" : "live.holds")}</p>
      </figcaption>
    </figure>
  );
}
