declare global {
  interface Window {
    /** What the document has broken of its policy. */
    broken: string[];
  }
}

/** The customer's page, or the embed page in its frame. */
export type Place = "page" | "frame";

/** A tab of whatever browser, as far as a person uses it. Selectors are CSS. */
export interface Tab {
  goto(address: string): Promise<void>;
  click(place: Place, selector: string): Promise<void>;
  /** Types by keys into what is empty. */
  type(place: Place, selector: string, text: string): Promise<void>;
  /** Runs a function inside the document, which sees nothing but its argument. */
  run<Result>(place: Place, script: (argument: string) => Result | Promise<Result>, argument?: string): Promise<Result>;
  /** Runs a script as it stands, whatever the document's policy says. */
  inject(place: Place, script: string): Promise<void>;
  /** The directives of its policy that the document has broken, from its first script on where the engine's driver can. */
  broken(place: Place): Promise<string[]>;
}
