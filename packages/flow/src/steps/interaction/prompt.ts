/** One thing that the source asks for, as the flow has read it. */
export interface PromptField {
  /** The API's name. It goes back as a key of the answer, and never becomes an id or a name in the page (T22, T23). */
  name: string;
  /** Anything; what nobody knows is a line of text (R74). */
  type: string;
  label: string | null;
  options: readonly { value: string; label: string }[] | null;
}

/** What the source asks. */
export interface Prompt {
  type: string;
  message: string;
  /** Empty: nothing to type, only Continue (R88). */
  fields: readonly PromptField[];
}
