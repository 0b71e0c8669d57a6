import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Suspense } from "react";
import { PageHeader } from "#components/ui/section";
import { Loading, Skeleton } from "#components/ui/skeleton";
import { safeNext } from "#lib/auth/next-target";
import { findActor } from "#lib/auth/session";
import { chosen } from "#lib/chosen";
import { OtherDoor } from "../other-door.tsx";
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
            Already registered? <OtherDoor to="/sign-in" searchParams={searchParams} />
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
  const { as, next } = await searchParams;
  const target = safeNext(next);
  if (await findActor()) redirect(target ?? "/home");
  const role = as === "client" || as === "freelancer" ? as : roleFor(target);
  return (
    <RegisterForm
      action={registerAction}
      role={role}
      next={target ?? ""}
      termsVersion={chosen().terms.version}
    />
  );
}

/** A visitor who comes from an application is a freelancer, unless the link says otherwise. */
function roleFor(target: string | null): "freelancer" | undefined {
  return target && /^\/jobs\/[^/]+\/apply$/.test(target) ? "freelancer" : undefined;
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
