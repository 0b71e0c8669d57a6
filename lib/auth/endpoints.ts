import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "./next-auth.ts";

/** next-auth's endpoints below /api/auth. */
export function handleAuth(
  request: Request,
  context: { params: Promise<{ nextauth: string[] }> },
): Promise<Response> {
  return NextAuth(new NextRequest(request), context, authOptions());
}
