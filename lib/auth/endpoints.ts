import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "./next-auth.ts";

/** next-auth's endpoints below /api/auth. */
export async function handleAuth(
  request: Request,
  context: { params: Promise<{ nextauth: string[] }> },
): Promise<Response> {
  const { url, method, headers } = request;
  const body = method === "POST" ? await request.text() : null;
  return NextAuth(new NextRequest(url, { method, headers, body }), context, authOptions());
}
