/** Whether a key belongs to a text composition (Chinese, dead keys), and to nothing else (R144); 229 is what Safari says of the last one. */
export const isComposing = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229;
