import type { Metadata } from "next";
import { ActionForm } from "#components/ui/action-form";
import { FormMessage } from "#components/ui/form-message";
import { HouseName } from "#components/ui/house-name";
import { Link } from "#components/ui/link";
import { SubmitButton } from "#components/ui/submit-button";
import { findSession } from "#lib/auth/session";
import { getLink } from "#lib/users/queries";
import { sendVerificationAction } from "../../actions.ts";
import { LINK_METADATA, LinkPage } from "../link-page.tsx";
import { verifyEmailAction } from "./actions.ts";

export const metadata: Metadata = {
  title: "Confirm your e-mail address",
  ...LINK_METADATA,
};

export default function VerifyEmailPage({ searchParams }: PageProps<"/verify-email">) {
  return (
    <LinkPage title="Confirm your address" outline={["h-12"]}>
      <Confirm searchParams={searchParams} />
    </LinkPage>
  );
}

async function Confirm({ searchParams }: Pick<PageProps<"/verify-email">, "searchParams">) {
  const { token } = await searchParams;
  const session = await findSession();
  if (session?.isVerified) return <Confirmed />;
  if (token === undefined) return <Waiting email={session?.email ?? null} />;
  const { problem, email } = await getLink({ purpose: "verify", token }, session?.actor ?? null);
  if (problem) {
    return (
      <div className="flex flex-col gap-5">
        <FormMessage tone="note">{problem}</FormMessage>
        <Waiting email={session?.email ?? null} />
      </div>
    );
  }
  return (
    <ActionForm action={verifyEmailAction}>
      <p className="measure">
        You registered at <HouseName /> with{" "}
        <bdi className="font-semibold break-words">{email}</bdi>, and this address is yours? If you
        did not register, leave this page.
      </p>
      <input type="hidden" name="token" value={String(token)} />
      <SubmitButton pendingLabel="Confirming…">Confirm my address</SubmitButton>
    </ActionForm>
  );
}

function Confirmed() {
  return (
    <div className="flex flex-col gap-5">
      <FormMessage>Your e-mail address is confirmed. Everything is open to you.</FormMessage>
      <p>
        <Link href="/home" className="link">
          Go to your home page
        </Link>
      </p>
    </div>
  );
}

/** Nobody has opened the link yet. Only the person themself can have it sent again. */
function Waiting({ email }: { email: string | null }) {
  if (email === null) {
    return (
      <p>
        <Link href="/sign-in?next=/verify-email" className="link">
          Sign in
        </Link>{" "}
        to have a new link sent to you.
      </p>
    );
  }
  return (
    <div className="flex flex-col items-start gap-5">
      <p className="measure">
        We sent a link to <bdi className="font-semibold break-words">{email}</bdi>. Open it to
        confirm that the address is yours. It works for one hour; you can have a new one at any
        time.
      </p>
      <ActionForm action={sendVerificationAction}>
        <SubmitButton variant="plain" pendingLabel="Sending…">
          Send the mail again
        </SubmitButton>
      </ActionForm>
      <p>
        Not your address?{" "}
        <Link href="/settings/email" className="link">
          Correct it
        </Link>
      </p>
    </div>
  );
}
