const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

const typeOf = (schema: Record<string, unknown>): unknown => {
  const type: unknown = Array.isArray(schema["type"]) ? schema["type"].find((one) => one !== "null") : schema["type"];
  if (type !== undefined) return type;
  return isObject(schema["properties"]) ? "object" : schema["items"] === undefined ? undefined : "array";
};

const samples: Readonly<Record<string, unknown>> = {
  date: "2025-01-15",
  "date-time": "2025-01-15T09:30:00Z",
  email: "someone@example.com",
  uri: "https://example.com/",
};
const deepest = 8;

/** A plausible value for a JSON Schema, always the same one: the output of a run that succeeded. */
export const sampleOf = (schema: unknown, depth = 0): unknown => {
  if (!isObject(schema) || depth > deepest) return null;
  if (schema["const"] !== undefined) return schema["const"];
  if (Array.isArray(schema["enum"])) return schema["enum"][0] ?? null;
  if (schema["default"] !== undefined) return schema["default"];
  if (Array.isArray(schema["examples"]) && schema["examples"].length > 0) return schema["examples"][0];
  const type = typeOf(schema);
  if (type === "object") {
    const properties = isObject(schema["properties"]) ? schema["properties"] : {};
    return Object.fromEntries(Object.entries(properties).map(([name, part]) => [name, sampleOf(part, depth + 1)]));
  }
  if (type === "array") return [sampleOf(schema["items"], depth + 1)];
  if (type === "integer" || type === "number") return typeof schema["minimum"] === "number" ? schema["minimum"] : 42;
  if (type === "boolean") return true;
  if (type === "string") return (typeof schema["format"] === "string" ? samples[schema["format"]] : undefined) ?? "sample";
  return null;
};
