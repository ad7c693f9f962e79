// What turns the direction of the text around it (T21), and control characters that draw nothing. Line breaks and tabs stay.
const unwanted = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFEFF]/gu;

/** Text of somebody else, without the characters that could make our own text beside it read differently. */
export const plainText = (text: string): string => text.replace(unwanted, "").replace(/\r\n?/g, "\n");
