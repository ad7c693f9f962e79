/** The languages, first screens and themes for which a shell is rendered ahead. The first of each is the default. */
export const shellVariants = {
  language: ["en-US", "fr-CA"],
  first: ["picker", "credentials"],
  theme: ["default", "dark", "auto"],
} as const;

/** Which shell shows before any code runs. */
export interface ShellVariant {
  language: (typeof shellVariants.language)[number];
  first: (typeof shellVariants.first)[number];
  theme: (typeof shellVariants.theme)[number];
}

/** Every shell there is. */
export function allShells(): ShellVariant[] {
  return shellVariants.language.flatMap((language) =>
    shellVariants.first.flatMap((first) => shellVariants.theme.map((theme) => ({ language, first, theme }))),
  );
}

/** The name of a shell in files and in the list of them. */
export function shellName({ language, first, theme }: ShellVariant): string {
  return `${language}.${first}.${theme}`;
}

function hint<const T extends string>(query: URLSearchParams, name: string, known: readonly [T, ...T[]]): T {
  const given = query.getAll(name);
  // Given twice, or unknown: the default. Hints only choose what shows first; `init` decides.
  return (given.length === 1 ? known.find((value) => value === given[0]) : undefined) ?? known[0];
}

/** Chooses the shell by the three hints of an iframe's address (design 3.2). Whatever they say, there is one. */
export function chooseShell(query: URLSearchParams): ShellVariant {
  return {
    language: hint(query, "lang", shellVariants.language),
    first: hint(query, "first", shellVariants.first),
    theme: hint(query, "theme", shellVariants.theme),
  };
}
