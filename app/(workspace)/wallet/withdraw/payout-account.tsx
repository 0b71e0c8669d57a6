import { ActionForm } from "#components/ui/action-form";
import { buttonClass } from "#components/ui/button-class";
import { EmptyState } from "#components/ui/empty-state";
import { HouseName } from "#components/ui/house-name";
import { SubmitButton } from "#components/ui/submit-button";
import type { PayoutAccountView } from "#lib/payments/wallet-views";
import { answerPayoutAccountAction, connectPayoutAccountAction } from "./actions.ts";

const PATH = "/wallet/withdraw/account";

/** What stands between a person and a withdrawal at a provider that pays to accounts of its own. */
export function PayoutAccount({
  account,
  label,
  isProved,
}: {
  account: PayoutAccountView | null;
  /** The provider's name. */
  label: string;
  /** Whether this person has shown a moment ago that it is them: what they answer decides where the money goes. */
  isProved: boolean;
}) {
  if (!account) {
    return (
      <EmptyState
        title="Say where your money goes"
        action={
          <ActionForm action={connectPayoutAccountAction}>
            <SubmitButton pendingLabel="Opening…">Open an account at {label}</SubmitButton>
          </ActionForm>
        }
      >
        {label} pays you out. It asks who you are and for your bank account, on its own pages.
        <HouseName /> sees neither.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={
        account.due.length > 0
          ? `${label} needs something from you`
          : `${label} cannot pay you out yet`
      }
      action={
        isProved ? (
          <a href={PATH} className={buttonClass({ variant: "primary" })}>
            Answer at {label}
          </a>
        ) : (
          <ProveFirst label={label} />
        )
      }
    >
      <p>{whyNot(account)} Your money stays in your wallet.</p>
      <Due names={account.due} />
    </EmptyState>
  );
}

/** The page is drawn anew, with the way on, once the person has shown that it is them. */
function ProveFirst({ label }: { label: string }) {
  return (
    <ActionForm action={answerPayoutAccountAction}>
      <SubmitButton pendingLabel="One moment…">Go on to {label}</SubmitButton>
    </ActionForm>
  );
}

/** Of an account that cannot be paid out to. */
function whyNot({ due, reason }: PayoutAccountView): string {
  if (due.length > 0) return "It cannot pay you out before it knows this.";
  if (reason === null || reason === "requirements.pending_verification") {
    return "It is still checking what you told it.";
  }
  return `It gives this reason: ${reason.replaceAll(".", ", ").replaceAll("_", " ")}.`;
}

/** What is asked for, while payouts still work. */
export function StillDue({
  account,
  label,
  isProved,
}: {
  account: PayoutAccountView;
  label: string;
  isProved: boolean;
}) {
  if (account.due.length === 0) return null;
  return (
    <div className="max-w-lg text-sm">
      <p className="font-semibold">{label} will soon need this from you</p>
      <Due names={account.due} />
      {isProved ? (
        <a href={PATH} className="underline">
          Answer at {label}
        </a>
      ) : (
        <ProveFirst label={label} />
      )}
    </div>
  );
}

function Due({ names }: { names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <ul className="mt-2 list-disc pl-5">
      {names.map((name) => (
        <li key={name}>{inWords(name)}</li>
      ))}
    </ul>
  );
}

/** "Verification document" of "individual.verification.document". */
function inWords(name: string): string {
  const [first = "", ...rest] = name.split(".");
  const words = (rest.length > 0 ? rest : [first]).join(" ").replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
