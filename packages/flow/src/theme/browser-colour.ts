let pen: CanvasRenderingContext2D | null | undefined;

/**
 * What the browser makes of a colour's name: it knows all 148, so that we need not carry them. Only ever asked about
 * letters; a canvas fetches nothing and draws nothing that is seen.
 */
export function browserColour(name: string): string | null {
  pen ??= document.createElement("canvas").getContext("2d");
  if (pen === null) return null;
  // A word that is no colour leaves the one before in place: two tries with two colours before tell.
  const [first, second] = ["#000000", "#ffffff"].map((before) => {
    if (pen) {
      pen.fillStyle = before;
      pen.fillStyle = name;
    }
    return pen?.fillStyle;
  });
  return typeof first === "string" && first === second ? first : null;
}
