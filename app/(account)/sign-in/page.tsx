import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Suspense } from "react";
import { ActionForm } from "#components/ui/action-form";
import { FormMessage } from "#components/ui/form-message";
import { Link } from "#components/ui/link";
import { PasskeyButton } from "#components/ui/passkey-button";
import { PageHeader } from "#components/ui/section";
import { Loading, Skeleton } from "#components/ui/skeleton";
import { readRegistration } from "#lib/auth/browser";
import { safeNext } from "#lib/auth/next-target";
import { findActor } from "#lib/auth/session";
import { OtherDoor } from "../other-door.tsx";
import { signInAction, signInByPasskeyAction } from "./actions.ts";
import { SignInForm } from "./sign-in-form.tsx";

export const metadata: Metadata = { title: "Sign in" };

export default function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  return (
    <>
      <PageHeader
        title="Sign in"
        meta={
          <p>
            New here? <OtherDoor to="/register" searchParams={searchParams} />
          </p>
        }
        className="mb-7"
      />
      <Suspense fallback={<SignInSkeleton />}>
        <SignIn searchParams={searchParams} />
      </Suspense>
    </>
  );
}

async function SignIn({ searchParams }: Pick<PageProps<"/sign-in">, "searchParams">) {
  const { next, registered, ended, reset, verified, changed, undone } = await searchParams;
  const target = safeNext(next);
  if (await findActor()) redirect(target ?? "/home");
  const email = registered === undefined ? null : await readRegistration();
  return (
    <>
      {email && (
        <FormMessage tone="note" className="mb-6">
          <p className="font-semibold">Sign in with the password you just chose.</p>
          <p>A mail with a link is on its way: open it to confirm your address.</p>
          <p>
            If you already had an account for {email}, it is unchanged: use the password you had.
          </p>
        </FormMessage>
      )}
      {ended !== undefined && (
        <FormMessage className="mb-6">You are signed out on every device.</FormMessage>
      )}
      {verified !== undefined && (
        <FormMessage className="mb-6">Your e-mail address is confirmed. Sign in.</FormMessage>
      )}
      {changed !== undefined && (
        <FormMessage className="mb-6">
          Your account has its new e-mail address. Sign in with it.
        </FormMessage>
      )}
      {undone !== undefined && (
        <FormMessage className="mb-6">
          <p className="font-semibold">Your account has its former e-mail address back.</p>
          <p>
            You are signed out on every device, and the password works no longer. A mail with a link
            to choose a new one is on its way to you.
          </p>
        </FormMessage>
      )}
      {reset !== undefined && (
        <FormMessage className="mb-6">
          Your new password is set, and you are signed out on every device. Sign in with it.
        </FormMessage>
      )}
      <SignInForm action={signInAction} email={email ?? ""} next={target ?? ""} />
      <ActionForm action={signInByPasskeyAction} className="mt-4 noscript:hidden">
        {target && <input type="hidden" name="next" value={target} />}
        <PasskeyButton purpose="sign_in" name="passkey">
          Use a passkey
        </PasskeyButton>
      </ActionForm>
      <p className="mt-5 text-[0.875rem]">
        <Link href="/forgot-password" className="link">
          Forgot your password?
        </Link>
      </p>
    </>
  );
}

function SignInSkeleton() {
  return (
    <Loading className="flex flex-col gap-5">
      <Skeleton className="h-[70px]" />
      <Skeleton className="h-[70px]" />
      <Skeleton className="h-10 w-24" />
      <Skeleton className="h-5 w-44" />
    </Loading>
  );
}
