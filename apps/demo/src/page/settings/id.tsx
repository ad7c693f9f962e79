import { useId } from "react";
import { Row } from "./row.tsx";

interface IdProps {
  label: string;
  hint?: string;
  value: string;
  placeholder: string;
  /** Id of a `datalist`. */
  list?: string;
  onCommit(value: string): void;
}

/** Holds when it is left or Enter is pressed, because each new id starts the flow afresh. */
export function Id({ label, hint, value, placeholder, list, onCommit }: IdProps) {
  const id = useId();
  return (
    <Row id={id} label={label} hint={hint}>
      <input
        key={value}
        id={id}
        type="text"
        className="mono"
        defaultValue={value}
        placeholder={placeholder}
        list={list}
        spellCheck={false}
        autoComplete="off"
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onBlur={({ currentTarget }) => onCommit(currentTarget.value.trim())}
        onKeyDown={({ key, currentTarget }) => key === "Enter" && onCommit(currentTarget.value.trim())}
      />
    </Row>
  );
}
