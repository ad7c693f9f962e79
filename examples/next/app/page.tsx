import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { Connect } from "./connect.tsx";
import { cookieName, userOf } from "./session.ts";

export default async function Page(): Promise<ReactNode> {
  const user = userOf((await cookies()).get(cookieName)?.value);
  if (user === null) return <p>Please sign in: POST /sign-in with your name as “user”.</p>;
  return (
    <main>
      <h1>Connect an account, {user}</h1>
      <Connect externalId={user} embedUrl={process.env["DECK_AUTH_EMBED_URL"] ?? "http://127.0.0.1:4310"} />
    </main>
  );
}
