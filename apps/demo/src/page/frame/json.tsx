import "./json.css";

interface JsonProps {
  text: string;
  "data-demo-callback"?: string;
  "data-demo-confirmation"?: string;
}

/** JSON, one member a line. */
export function Json({ text, ...hooks }: JsonProps) {
  return (
    <pre className="json" {...hooks}>
      {text === "" ? "" : JSON.stringify(JSON.parse(text), null, 2)}
    </pre>
  );
}
