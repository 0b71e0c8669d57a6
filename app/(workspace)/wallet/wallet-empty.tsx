import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { canAddFunds } from "#lib/payments/add-funds";

/** Before anything has moved: what will be here, and what brings it. */
export function WalletEmpty({ role }: { role: "client" | "freelancer" }) {
  if (role === "client" && !canAddFunds(role)) {
    return (
      <EmptyState
        title="No transactions yet"
        action={<ButtonLink href="/my-jobs">Go to your jobs</ButtonLink>}
      >
        You pay the agreed price when you hire, and it is held while the work is done. Every
        transaction will be listed here with its receipt and the balance after it.
      </EmptyState>
    );
  }
  if (role === "client") {
    return (
      <EmptyState
        title="No transactions yet"
        action={<ButtonLink href="/wallet/add-funds">Add funds</ButtonLink>}
      >
        Add funds before you hire: the agreed price is held from them while the work is done. Every
        transaction will be listed here with its receipt and the balance after it.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="No transactions yet"
      action={
        <ButtonLink href="/jobs" variant="primary">
          Find a job
        </ButtonLink>
      }
    >
      When a client hires you, the price is held for you here before you begin. What you earn and
      what you withdraw to your bank will be listed here, each with a receipt.
    </EmptyState>
  );
}
