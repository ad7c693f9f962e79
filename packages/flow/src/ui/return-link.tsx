import { useCopy } from "../i18n/copy.tsx";

/**
 * Leads back to the app. A link, because many browsers open an app's own scheme only when somebody has pressed something.
 *
 * @param address one of the deployment's, already checked
 */
export function ReturnLink({ address, variant = "primary" }: { address: string; variant?: "primary" | "secondary" }) {
  const t = useCopy();
  return (
    <a href={address} data-slot="button" data-variant={variant} data-deck-action="return">
      <span data-slot="button-text">{t("return.action")}</span>
    </a>
  );
}
