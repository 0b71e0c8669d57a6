import { Button } from "#components/ui/button";
import { buttonClass } from "#components/ui/button-class";
import { EmptyState } from "#components/ui/empty-state";
import type { PayoutAccountView } from "#lib/payments/schema";

const PATH = "/wallet/withdraw/account";

/** What stands between a person and a withdrawal at a provider that pays to accounts of its own. */
export function PayoutAccount({
  account,
  label,
}: {
  account: PayoutAccountView | null;
  /** The provider's name. */
  label: string;
}) {
  if (!account) {
    return (
      <EmptyState
        title="Say where your money goes"
        action={
          <form method="post" action={PATH}>
            <Button type="submit" variant="primary">
              Open an account at {label}
            </Button>
          </form>
        }
      >
        {label} pays you out. It asks who you are and for your bank account, on its own pages.
        WorkHub sees neither.
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
        <a href={PATH} className={buttonClass({ variant: "primary" })}>
          Answer at {label}
        </a>
      }
    >
      <p>{whyNot(account)} Your money stays in your wallet.</p>
      <Due names={account.due} />
    </EmptyState>
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
export function StillDue({ account, label }: { account: PayoutAccountView; label: string }) {
  if (account.due.length === 0) return null;
  return (
    <div className="text-sm">
      <p className="font-semibold">{label} will soon need this from you</p>
      <Due names={account.due} />
      <a href={PATH} className="underline">
        Answer at {label}
      </a>
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
