import { useRef, useState } from "react";
import { useCopy } from "../i18n/copy.tsx";
import { useAnnounce } from "./announcer.tsx";
import { Button } from "./button.tsx";
import { CheckIcon, CopyIcon } from "./icons.tsx";

/** Marks the text, so that it can be copied by hand, and copies it by the one way that a frame without permissions has. */
function copyMarked(element: HTMLElement): boolean {
  const marked = element.ownerDocument.getSelection();
  marked?.selectAllChildren(element);
  return element.ownerDocument.execCommand("copy");
}

/** The number that support can find a request by (goal M57), and a button that copies it. */
export function RequestId({ id }: { id: string }) {
  const t = useCopy();
  const announce = useAnnounce();
  const text = useRef<HTMLElement>(null);
  const [copied, setCopied] = useState(false);
  const copy = () => {
    const done = text.current !== null && copyMarked(text.current);
    setCopied(done);
    announce(t(done ? "outcome.copied" : "outcome.copyFailed"));
  };
  return (
    <div data-slot="request-id">
      <span data-slot="request-id-label">{t("outcome.requestId")}</span>
      <code ref={text} translate="no">
        {id}
      </code>
      <Button variant="link" onClick={copy} aria-label={t(copied ? "outcome.copied" : "outcome.copyRequestId")}>
        {copied ? <CheckIcon /> : <CopyIcon />}
        {t(copied ? "outcome.copied" : "outcome.copy")}
      </Button>
    </div>
  );
}
