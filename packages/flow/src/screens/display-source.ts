import type { Source } from "@deck-auth/contract";
import type { SourceIndexItem } from "@deck-auth/contract/messages";
import { useQuery } from "@tanstack/react-query";
import { sourceQuery } from "../api/queries.ts";
import type { Session } from "../session.ts";
import type { PickableSource } from "../steps/source-picker/source.ts";

/** Host of an address, without `www.`; the text itself when it is no address. */
function hostOf(address: string): string {
  try {
    return new URL(address).host.replace(/^www\./, "");
  } catch {
    return address;
  }
}

/** A source without a name is known by its host (R25). */
export function displaySource(source: Source): PickableSource {
  return displayEntry({ id: source.id, name: source.name, host: hostOf(source.website.url) });
}

/** The same of a source in the index that the host handed over. */
export function displayEntry({ id, name, host }: SourceIndexItem): PickableSource {
  const trimmed = name?.trim();
  return { id, name: trimmed === undefined || trimmed === "" ? host : trimmed, host };
}

/** The source in hand, once it has been read; `null` until then, or when there is none. */
export function useChosenSource(session: Session, id: string | null): PickableSource | null {
  const { data } = useQuery({ ...sourceQuery(session.tools, id ?? ""), enabled: id !== null }, session.cache);
  return data === undefined ? null : displaySource(data);
}
