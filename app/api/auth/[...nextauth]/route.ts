import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "#lib/auth/next-auth";
import { route } from "#lib/route";

type Context = { params: Promise<{ nextauth: string[] }> };

const answer = route<Context>((request, context) =>
  NextAuth(new NextRequest(request), context, authOptions()),
);

export { answer as GET, answer as POST };
