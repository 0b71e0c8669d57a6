import type { Metadata } from "next";
import { Suspense } from "react";
import { SandboxNotice } from "#components/payments/sandbox-notice";
import { ActionForm } from "#components/ui/action-form";
import { ButtonLink } from "#components/ui/button";
import { PageHeader } from "#components/ui/section";
import { Loading, Skeleton } from "#components/ui/skeleton";
import { SubmitButton } from "#components/ui/submit-button";
import { orNotFound, pageActor } from "#lib/edge/page";
import { getSandboxAccount } from "#lib/payments/queries/sandbox-bank";
import { answerSandboxAccountAction } from "../actions.ts";

export const metadata: Metadata = { title: "Sandbox bank" };

const BUTTONS = [
  { standing: "ready", label: "Answer everything" },
  { standing: "identity_due", label: "Answer all but the identity document" },
  { standing: "restricted", label: "Let the bank restrict the account" },
  { standing: "closed", label: "Close the bank account behind it, so that payouts come back" },
] as const;

/** Where the sandbox bank asks people what it needs to know, and can be made difficult. It exists in the demo only. */
export default function SandboxAccountPage() {
  return (
    <div className="page">
      <PageHeader title="Your account at the sandbox bank" className="mb-7" />
      <Suspense
        fallback={
          <Loading>
            <Skeleton className="h-48 max-w-lg" />
          </Loading>
        }
      >
        <Account />
      </Suspense>
    </div>
  );
}

async function Account() {
  const actor = await pageActor();
  const now = await orNotFound(getSandboxAccount(actor));
  return (
    <div className="flex max-w-lg flex-col items-start gap-3">
      {BUTTONS.map(({ standing, label }) => (
        <ActionForm key={standing} action={answerSandboxAccountAction}>
          <input type="hidden" name="standing" value={standing} />
          <SubmitButton variant="plain" pendingLabel="One moment…">
            {label}
            {standing === now && " (as it is now)"}
          </SubmitButton>
        </ActionForm>
      ))}
      <ButtonLink href="/wallet/withdraw">Come back later</ButtonLink>
      <SandboxNotice label="Sandbox bank" />
    </div>
  );
}
