import { NextResponse } from "next/server";
import { cookieName, sessionOf } from "../session.ts";

// In place of your own sign-in, which asks for more than a name.
export async function POST(request: Request): Promise<Response> {
  const { user }: { user?: unknown } = (await request.json().catch(() => null)) ?? {};
  if (typeof user !== "string") return new Response(null, { status: 400 });
  const response = NextResponse.json({ user });
  response.cookies.set(cookieName, sessionOf(user), { httpOnly: true, sameSite: "lax", path: "/" });
  return response;
}
