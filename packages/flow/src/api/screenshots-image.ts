/** More than a screen of any device, and little enough to be decoded by a phone. */
const mostPixels = 24_000_000;

const refusal = (reason: string) => new Error(`The picture ${reason}.`);

/** Resolves once the browser knows the picture's size, before anything is decoded. */
function fetched(image: HTMLImageElement, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    image.addEventListener("load", () => resolve(), { once: true });
    image.addEventListener("error", () => reject(refusal("did not load")), { once: true });
    signal.addEventListener(
      "abort",
      () => {
        image.removeAttribute("src");
        reject(refusal("is not wanted any more"));
      },
      { once: true },
    );
  });
}

/**
 * Loads a picture and decodes it, so that it can be put in place of the one before without a gap (T25). The element goes from
 * screen to screen as it is: its signed address would be good for some minutes only.
 */
export async function loadImage(url: string, signal: AbortSignal): Promise<HTMLImageElement> {
  const image = document.createElement("img");
  image.decoding = "async";
  image.referrerPolicy = "no-referrer";
  image.draggable = false;
  const done = fetched(image, signal);
  image.src = url;
  await done;
  if (image.naturalWidth * image.naturalHeight > mostPixels) throw refusal("is too large");
  await image.decode();
  return image;
}
