import { useErrorText } from "../i18n/copy.tsx";
import { Notice } from "./notice.tsx";
import { RequestId } from "./request-id.tsx";

export interface ErrorNoticeProps {
  type: string;
  code: string;
  requestId: string | null;
}

/** An error of the API that the person can do something about here, in words. */
export function ErrorNotice({ type, code, requestId }: ErrorNoticeProps) {
  const text = useErrorText(type, code);
  return (
    <Notice tone="danger" title={text.title}>
      <p>
        {text.explanation} {text.next}
      </p>
      {requestId !== null && <RequestId id={requestId} />}
    </Notice>
  );
}
