/** A row that can be chosen. */
export interface PickableSource {
  id: string;
  /** Display name; the host when the API has none (R25). */
  name: string;
  /** Host of the website. */
  host: string;
}
