/** How a body is packed. `identity`: not at all. */
export type Encoding = "br" | "gzip" | "identity";

const bestFirst = ["br", "gzip"] as const;

/**
 * The best packing that both sides know: brotli before gzip before none, whatever the weights say, unless the weight
 * is 0. A header that makes no sense counts as absent.
 *
 * @param had whether there is a body in this packing.
 */
export function acceptedEncoding(header: string | null, had: (encoding: "br" | "gzip") => boolean): Encoding {
  const weights = new Map<string, number>();
  for (const part of (header ?? "").toLowerCase().split(",")) {
    const [name = "", ...parameters] = part.split(";").map((piece) => piece.trim());
    const weight = parameters.find((parameter) => parameter.startsWith("q="));
    weights.set(name, weight === undefined ? 1 : Number(weight.slice(2)));
  }
  const takes = (name: string) => (weights.get(name) ?? weights.get("*") ?? 0) > 0;
  return bestFirst.find((encoding) => had(encoding) && takes(encoding)) ?? "identity";
}
