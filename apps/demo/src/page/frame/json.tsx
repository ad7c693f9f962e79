import "./json.css";

interface JsonProps {
  text: string;
  "data-demo-callback"?: string;
  "data-demo-confirmation"?: string;
}

/** JSON, one member a line. */
export function Json({ text, ...hooks }: JsonProps) {
  return (
    <pre className="json mono" tabIndex={text === "" ? undefined : 0} aria-label={text === "" ? undefined : "JSON"} {...hooks}>
      {text === "" ? "" : JSON.stringify(JSON.parse(text), null, 2)}
    </pre>
  );
}
