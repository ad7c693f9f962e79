import { useState } from "react";
import "./user-names.css";

/** What the simulator does with each name. The password may be anything. */
const names = [
  { name: "user_good", story: "Signs in, all is well." },
  { name: "user_mfa", story: "Asks for a code.", answer: "123456" },
  { name: "user_question", story: "Asks a question.", answer: "smith" },
  { name: "user_bad", story: "Wrong password." },
  { name: "user_fail", story: "Signs in, then the run fails." },
] as const;

/** Names to try, each copied by a click: the form is in another origin, so this page cannot type it in. */
export function UserNames() {
  const [copied, setCopied] = useState<string | null>(null);
  const copy = (name: string) => void navigator.clipboard.writeText(name).then(() => setCopied(name), () => setCopied(null));
  return (
    <section className="names" aria-label="User names to try">
      <h2>User names to try</h2>
      <ul>
        {names.map((entry) => (
          <li key={entry.name}>
            <button type="button" className="name mono" title="Copy" onClick={() => copy(entry.name)}>
              {entry.name}
            </button>
            <span>
              {entry.story}
              {"answer" in entry && (
                <>
                  {" "}
                  Answer <code>{entry.answer}</code>.
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
      <output className="names-note">
        {copied === null ? "Any password. Click a name to copy it." : `${copied} copied.`}
      </output>
    </section>
  );
}
