export type FieldName = "username" | "password";

/** What was typed, read once. Nothing is trimmed: a space may belong to a password (T30). */
export function readForm(form: HTMLFormElement): Record<FieldName, string> {
  const typed = new FormData(form);
  const read = (name: FieldName) => {
    const value = typed.get(name);
    return typeof value === "string" ? value : "";
  };
  return { username: read("username"), password: read("password") };
}

/** The fields that still need something, in the order of the form (R38). */
export const missingFields = (values: Record<FieldName, string>): FieldName[] => [
  ...(values.username.trim() === "" ? (["username"] as const) : []),
  ...(values.password === "" ? (["password"] as const) : []),
];
