import { CopyWith, useCopy } from "../../i18n/copy.tsx";
import { icon } from "../../ui/icons.tsx";
import { Monogram } from "../../ui/monogram.tsx";
import { SourceText } from "../../ui/source-text.tsx";

const LockIcon = icon(
  "lock",
  <>
    <rect x="4" y="8.75" width="12" height="8.25" rx="2" />
    <path d="M6.75 8.75V6.25a3.25 3.25 0 0 1 6.5 0v2.5" />
  </>,
);

/**
 * Who the password is for, right above the button that sends it (T21), and where it goes. A browser may offer a password
 * that it saved here for another source, so this is where a person can notice (T30). That the app does not see it is only said
 * where it is `sealed` off from the app.
 */
export function Destination({ source, sealed }: { source: { name: string; host: string }; sealed: boolean }) {
  const t = useCopy();
  return (
    <div data-slot="destination">
      <div data-slot="destination-source">
        <Monogram name={source.name} />
        <div data-slot="destination-name">
          <p>
            <SourceText>{source.name}</SourceText>
          </p>
          {source.host !== source.name && (
            <p data-slot="destination-host">
              <SourceText>{source.host}</SourceText>
            </p>
          )}
        </div>
      </div>
      <p data-slot="destination-note">
        <LockIcon />
        <span>
          <CopyWith text="credentials.destination" values={{ source: <SourceText>{source.name}</SourceText> }} />
          {sealed ? ` ${t("credentials.unseen")}` : ""}
        </span>
      </p>
    </div>
  );
}
