/** A line for the person who started the program, or for the file that they send its output to. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** A line that does not belong into such a file. */
export function warn(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Ends the program with what to change. */
export function fail(sentence: string): never {
  warn(sentence);
  process.exit(1);
}
