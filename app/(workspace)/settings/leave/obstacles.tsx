import { Link } from "#components/ui/link";
import { Row, Rows } from "#components/ui/section";
import type { LeavingView, Obstacle } from "#lib/leaving/schema";
import { formatCents } from "#lib/money";

/** What has to be settled first, each with what to do about it. */
export function Obstacles({ obstacles, hasMore }: LeavingView) {
  return (
    <div className="flex flex-col gap-5">
      <p className="measure">
        Before you can leave, this has to be settled. Nothing of your account has changed.
      </p>
      <Rows>
        {obstacles.map((obstacle) => (
          <Row key={keyOf(obstacle)} className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
            <ObstacleText obstacle={obstacle} />
          </Row>
        ))}
      </Rows>
      {hasMore && (
        <p className="text-sm text-ink-2">
          There is more, which shows up here once this is settled.
        </p>
      )}
    </div>
  );
}

function keyOf(obstacle: Obstacle): string {
  switch (obstacle.kind) {
    case "wallet":
    case "owed":
      return obstacle.kind;
    case "payment":
      return obstacle.paymentId;
    case "contract":
      return obstacle.contractId;
  }
}

function ObstacleText({ obstacle }: { obstacle: Obstacle }) {
  switch (obstacle.kind) {
    case "wallet":
      return (
        <>
          <p className="min-w-0 flex-1 basis-60">
            <span className="num font-semibold">{formatCents(obstacle.amountCents)}</span> is in
            your wallet.
          </p>
          <Link href="/wallet/withdraw" className="link">
            Withdraw it
          </Link>
        </>
      );
    case "owed":
      return (
        <>
          <p className="min-w-0 flex-1 basis-60">
            You owe <span className="num font-semibold">{formatCents(obstacle.amountCents)}</span>.
          </p>
          <Link href="/wallet" className="link">
            See why, and settle it
          </Link>
        </>
      );
    case "payment":
      return (
        <>
          <p className="min-w-0 flex-1 basis-60">
            {obstacle.status === "requires_action" ? (
              <>
                A payment of{" "}
                <span className="num font-semibold">{formatCents(obstacle.amountCents)}</span> was
                not finished. Give it up, or wait: it ends by itself within a day.
              </>
            ) : (
              <>
                <span className="num font-semibold">{formatCents(obstacle.amountCents)}</span> is on
                its way {obstacle.direction === "deposit" ? "to your wallet" : "to your bank"}. Wait
                until it has arrived.
              </>
            )}
          </p>
          <Link href={`/wallet/receipts/${obstacle.paymentId}`} className="link">
            See how it stands
          </Link>
        </>
      );
    case "contract":
      return (
        <>
          <p className="min-w-0 flex-1 basis-60 wrap-anywhere">
            The contract <bdi className="font-semibold">{obstacle.jobTitle}</bdi> is not over.
            Complete or cancel it.
          </p>
          <Link href={`/contracts/${obstacle.contractId}`} className="link">
            Open the contract
          </Link>
        </>
      );
  }
}
