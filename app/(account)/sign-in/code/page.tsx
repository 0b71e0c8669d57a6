import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Suspense } from "react";
import { ActionForm } from "#components/ui/action-form";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Link } from "#components/ui/link";
import { PageHeader } from "#components/ui/section";
import { Loading, Skeleton } from "#components/ui/skeleton";
import { SubmitButton } from "#components/ui/submit-button";
import { isHalfWayIn } from "#lib/auth/browser";
import { safeNext, withNext } from "#lib/auth/next-target";
import { findActor } from "#lib/auth/session";
import { signInByCodeAction } from "./actions.ts";

export const metadata: Metadata = { title: "Enter your code", robots: { index: false } };

/** The second half of signing in. */
export default function CodePage({ searchParams }: PageProps<"/sign-in/code">) {
  return (
    <>
      <PageHeader title="Enter your code" className="mb-7" />
      <Suspense
        fallback={
          <Loading className="flex flex-col gap-5">
            <Skeleton className="h-[92px]" />
            <Skeleton className="h-10 w-24" />
          </Loading>
        }
      >
        <Code searchParams={searchParams} />
      </Suspense>
    </>
  );
}

async function Code({ searchParams }: Pick<PageProps<"/sign-in/code">, "searchParams">) {
  const { next } = await searchParams;
  const target = safeNext(next);
  if (!(await isHalfWayIn()))
    redirect((await findActor()) ? (target ?? "/home") : withNext("/sign-in", next));
  return (
    <>
      <ActionForm action={signInByCodeAction} label="Enter your code">
        <Field
          name="code"
          label="Code"
          help="The six digits that your authenticator app shows now, or one of your recovery codes."
        >
          <Input
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
            className="num"
          />
        </Field>
        {target && <input type="hidden" name="next" value={target} />}
        <SubmitButton pendingLabel="Signing in…">Sign in</SubmitButton>
      </ActionForm>
      <p className="mt-5 text-[0.875rem]">
        <Link href={withNext("/sign-in", next)} className="link">
          Begin again
        </Link>
      </p>
    </>
  );
}
