import { useEffect, useRef, useState, useSyncExternalStore } from "react";

const reducedMotion = "(prefers-reduced-motion: reduce)";

/** Whether the person wants nothing to move. */
function useStillness(): boolean {
  return useSyncExternalStore(
    (run) => {
      const query = matchMedia(reducedMotion);
      query.addEventListener("change", run);
      return () => query.removeEventListener("change", run);
    },
    () => matchMedia(reducedMotion).matches,
    () => false,
  );
}

interface PictureProps {
  url: string;
  onError(): void;
}

/** The customer's mark, in a box of 40 by 40 (R120). Gone when it does not load (R122). Decoration: the app around says its name. */
export function Logo({ url }: { url: string }) {
  // Remembered by address: another logo gets its own chance.
  const [failed, setFailed] = useState<string | null>(null);
  const still = useStillness();
  if (failed === url) return null;
  const onError = () => setFailed(url);
  return still ? <Still url={url} onError={onError} /> : <Picture url={url} onError={onError} />;
}

function Picture({ url, onError }: PictureProps) {
  return <img data-slot="logo" src={url} alt="" width={40} height={40} decoding="async" referrerPolicy="no-referrer" onError={onError} />;
}

/** Enough for the finest screens. */
const finest = 3;

/** The first picture of an animation, drawn once: no attribute or style stops an animated GIF, PNG or WebP. */
function Still({ url, onError }: PictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const failed = useRef(onError);
  failed.current = onError;
  useEffect(() => {
    const image = new Image();
    image.referrerPolicy = "no-referrer";
    image.onerror = () => failed.current();
    image.onload = () => {
      const side = 40 * finest;
      // As `object-fit: contain` would. A picture without a size of its own cannot come here: there is no SVG.
      const scale = Math.min(side / image.naturalWidth, side / image.naturalHeight);
      const [width, height] = [image.naturalWidth * scale, image.naturalHeight * scale];
      const pen = canvas.current?.getContext("2d");
      pen?.clearRect(0, 0, side, side);
      pen?.drawImage(image, (side - width) / 2, (side - height) / 2, width, height);
    };
    image.src = url;
    return () => {
      image.onload = null;
      image.onerror = null;
    };
  }, [url]);
  return <canvas ref={canvas} data-slot="logo" width={40 * finest} height={40 * finest} aria-hidden="true" />;
}
