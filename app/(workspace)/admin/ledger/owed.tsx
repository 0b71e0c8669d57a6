import { Amount } from "#components/ui/amount";
import { EmptyState } from "#components/ui/empty-state";
import { Row, Rows, Section } from "#components/ui/section";
import { pageActor } from "#lib/edge/page";
import { listOwed } from "#lib/payments/queries/owed";

/** Who owes the platform something, the most first. */
export async function Owed() {
  const people = await listOwed(await pageActor("keepBooks"));
  if (people.length === 0) {
    return (
      <Section title="Owed" className="mt-10">
        <EmptyState title="Nobody owes anything">
          When a payment is taken back from outside and is no longer in its owner’s wallet, they are
          listed here until it is settled.
        </EmptyState>
      </Section>
    );
  }
  return (
    <Section
      title="Owed"
      note="Whatever comes into their wallets next settles it first."
      className="mt-10"
    >
      <Rows>
        {people.map(({ userId, name, owedCents }) => (
          <Row key={userId} className="flex items-baseline justify-between gap-x-4">
            <bdi>{name}</bdi>
            <Amount cents={owedCents} className="font-semibold" />
          </Row>
        ))}
      </Rows>
    </Section>
  );
}
