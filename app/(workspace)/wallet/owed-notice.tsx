import { Amount } from "#components/ui/amount";
import { ButtonLink } from "#components/ui/button";
import { FormMessage } from "#components/ui/form-message";
import { Time } from "#components/ui/time";
import type { Role } from "#lib/auth/actor";
import { toDecimal } from "#lib/money";
import { mayPay, nearestPayable } from "#lib/payments/policy";
import type { OwedView } from "#lib/payments/wallet-views";

/** What a person owes, why, and what settles it. */
export function OwedNotice({ owed, role }: { owed: OwedView; role: Role }) {
  return (
    <FormMessage tone="note" className="mt-7">
      <p className="font-semibold">
        You owe <Amount cents={owed.owedCents} />.
      </p>
      <ul className="mt-1">
        {owed.reversals.map(({ paymentId, method, amountCents, reason, reversedAt }) => (
          <li key={`${paymentId} ${reversedAt.toISOString()}`}>
            <Amount cents={amountCents} /> that you had paid with {method} was taken back on{" "}
            <Time at={reversedAt} />: {reason}.
          </li>
        ))}
      </ul>
      <p className="measure mt-1">
        Part of it was no longer in your wallet. Whatever comes into your wallet next settles this
        first. Until then you cannot hire or withdraw.
      </p>
      {mayPay(role, "deposit") && (
        <ButtonLink
          href={`/wallet/add-funds?amount=${toDecimal(nearestPayable(owed.owedCents))}`}
          variant="primary"
          className="mt-3"
        >
          Settle what you owe
        </ButtonLink>
      )}
    </FormMessage>
  );
}
