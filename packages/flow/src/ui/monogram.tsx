const hues = 12;

/** The same hue for the same name, always and everywhere: twelve of them, a rule each in marks.css. */
export const hueOf = (name: string): number => {
  let sum = 7;
  for (const letter of name.normalize("NFKD").toLowerCase()) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9_973;
  return sum % hues;
};

const words = /[\p{L}\p{N}]+/gu;

/** The first letters of the first two words; of a single word its first letter; nothing readable gives a dot. */
export const lettersOf = (name: string): string => {
  const [first, second] = name.match(words) ?? [];
  if (first === undefined) return "·";
  const initials = [first, ...(second === undefined ? [] : [second])].map((word) => [...word][0] ?? "");
  return initials.join("").toUpperCase();
};

/** Stands where a source has no logo. Decoration: the name is always beside it. */
export function Monogram({ name, size = "normal" }: { name: string; size?: "tiny" | "normal" }) {
  return (
    <span data-slot="monogram" data-size={size} data-hue={hueOf(name)} aria-hidden="true">
      {lettersOf(name)}
    </span>
  );
}
