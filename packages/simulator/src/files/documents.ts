import { utf8 } from "../crypto/text.ts";
import { timestamp } from "../world/answers.ts";
import type { RunRecord } from "../world/records.ts";

const escaped = (text: string) => text.replace(/[^\x20-\x7e]/g, "?").replace(/[\\()]/g, "\\$&");

/** A small, real PDF with one page of text: what a run downloads. The same run leaves the same file. */
export const statementOf = (run: RunRecord): Uint8Array => {
  const lines = ["Statement", `Run ${run.id}`, `Made on ${timestamp(run.created).slice(0, 10)} by the Deck simulator`, "Balance  1,234.56"];
  const text = `BT /F1 14 Tf 72 740 Td 22 TL ${lines.map((line) => `(${escaped(line)}) Tj T*`).join(" ")} ET`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  let document = "%PDF-1.4\n";
  const offsets = objects.map((object, place) => {
    const offset = document.length;
    document += `${place + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, "0")} 00000 n \n`;
  });
  const table = document.length;
  document += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join("")}`;
  return utf8(`${document}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`);
};
