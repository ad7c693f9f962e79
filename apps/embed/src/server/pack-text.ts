/** Packs a page when it is first asked for: only then is it known whole. */
export type PackText = (text: string) => Promise<Uint8Array<ArrayBuffer>>;

/** How pages can be packed here. What is missing is not offered. */
export type Packers = Partial<Readonly<Record<"br" | "gzip", PackText>>>;

/** What every runtime of the web can do. */
export const webPackers: Packers = {
  gzip: async (text) => {
    const packed = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
    return new Uint8Array(await new Response(packed).arrayBuffer());
  },
};
