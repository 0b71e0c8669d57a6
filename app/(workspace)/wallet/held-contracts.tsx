import { SentenceText } from "#components/contracts/sentence";
import { Amount } from "#components/ui/amount";
import { Link } from "#components/ui/link";
import { LoadMore } from "#components/ui/load-more";
import { Row, Rows, Section } from "#components/ui/section";
import type { HoldRow } from "#lib/contracts/contract-views";
import type { Page } from "#lib/paging";

/** What is on hold, contract by contract, and what it waits for. */
export function HeldContracts({
  holds: { rows, next },
  isFirst,
  role,
}: {
  holds: Page<HoldRow>;
  isFirst: boolean;
  role: "client" | "freelancer";
}) {
  if (rows.length === 0) return null;
  return (
    <Section
      title={role === "client" ? "Held for your contracts" : "Held for you"}
      className="mt-10"
    >
      <Rows>
        {rows.map((hold) => (
          <Row key={hold.contractId}>
            <div className="flex items-baseline justify-between gap-4">
              <Link
                href={`/contracts/${hold.contractId}`}
                className="stretched min-w-0 font-semibold"
              >
                <bdi>{hold.jobTitle}</bdi>
              </Link>
              <Amount cents={hold.heldCents} tone="held" className="font-semibold" />
            </div>
            <p className="text-sm text-ink-2">
              <bdi>{hold.other.name}</bdi>, <SentenceText parts={hold.condition} inline />
            </p>
          </Row>
        ))}
      </Rows>
      {(next !== null || !isFirst) && (
        <LoadMore
          href={next === null ? null : `/wallet?held=${next}`}
          firstHref={isFirst ? null : "/wallet"}
          shown={rows.length}
          noun="contracts"
        />
      )}
    </Section>
  );
}
