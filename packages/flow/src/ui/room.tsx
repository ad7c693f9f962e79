/**
 * The texts that may come to stand in a place: neither seen nor read, but as large as they would be, so that another text moves
 * nothing, in any language. The style sheet draws them: they are no text of the page.
 */
export function Room({ texts }: { texts: readonly string[] }) {
  return (
    <span data-slot="room" aria-hidden="true">
      {[...new Set(texts)].map((text) => (
        <span key={text} data-text={text} />
      ))}
    </span>
  );
}
