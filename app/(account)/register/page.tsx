import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { Suspense } from "react";
import { PageHeader } from "#components/ui/section";
import { Loading, Skeleton } from "#components/ui/skeleton";
import { findActor } from "#lib/auth/session";
import { registerAction } from "./actions.ts";
import { RegisterForm } from "./register-form.tsx";

export const metadata: Metadata = { title: "Register" };

export default function RegisterPage({ searchParams }: PageProps<"/register">) {
  return (
    <>
      <PageHeader
        title="Register"
        meta={
          <p>
            Registered already?{" "}
            <Link href="/sign-in" className="link">
              Sign in
            </Link>
          </p>
        }
        className="mb-7"
      />
      <Suspense fallback={<RegisterSkeleton />}>
        <Register searchParams={searchParams} />
      </Suspense>
    </>
  );
}

async function Register({ searchParams }: Pick<PageProps<"/register">, "searchParams">) {
  if (await findActor()) redirect("/home");
  const { as } = await searchParams;
  const role = as === "client" || as === "freelancer" ? as : undefined;
  return <RegisterForm action={registerAction} role={role} />;
}

function RegisterSkeleton() {
  return (
    <Loading className="flex flex-col gap-5">
      <div className="grid gap-2 sm:grid-cols-2">
        <Skeleton className="h-28" />
        <Skeleton className="h-28" />
      </div>
      <Skeleton className="h-[70px]" />
      <Skeleton className="h-[70px]" />
      <Skeleton className="h-[92px]" />
      <Skeleton className="h-10 w-36" />
    </Loading>
  );
}
