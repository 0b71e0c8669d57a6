import { BeforeAfter } from "#components/money/before-after";
import { ActionForm } from "#components/ui/action-form";
import { Amount } from "#components/ui/amount";
import { ButtonLink } from "#components/ui/button";
import { ConfirmForm } from "#components/ui/confirm-form";
import { Field } from "#components/ui/field";
import { LinkedText } from "#components/ui/linked-text";
import { Section } from "#components/ui/section";
import { SubmitButton } from "#components/ui/submit-button";
import { Textarea } from "#components/ui/textarea";
import { Time } from "#components/ui/time";
import type { ChangeView, ContractView, SplitView } from "#lib/contracts/contract-views";
import type { PlanDifference, PlanLine } from "#lib/contracts/plans";
import { REASON_MAX } from "#lib/contracts/schema";
import { settleable } from "#lib/contracts/settlements";
import { houseName } from "#lib/house";
import { cents } from "#lib/money";
import { isolate } from "#lib/text";
import { acceptChangeAction, declineChangeAction, withdrawChangeAction } from "./actions.ts";

/** The change that one side proposes: what is before and after, the money that moves, and the answer. */
export function ChangePanel({ contract }: { contract: ContractView }) {
  const { change, client, freelancer, viewer } = contract;
  if (!change) return null;
  const other = viewer === "client" ? freelancer : client;
  const what = change.split ? "to settle" : "a change";
  const title = change.isOwn ? `You propose ${what}` : `${isolate(other.name)} proposes ${what}`;
  return (
    <Section id="change" title={title}>
      <div className="space-y-5 rounded border border-edge bg-sheet p-4 sm:p-5">
        {change.note && <LinkedText text={change.note} className="measure" />}
        {change.split && (
          <Split contract={contract} split={change.split} settles={change.settles} />
        )}
        {change.differences.length > 0 && (
          <Differences differences={change.differences} jobTitle={contract.jobTitle} />
        )}
        {change.heldBeforeCents !== change.heldAfterCents && (
          <BeforeAfter
            changes={[
              {
                label: "Held for this contract",
                beforeCents: change.heldBeforeCents,
                afterCents: change.heldAfterCents,
                tone: "held",
              },
            ]}
          />
        )}
        <p className="text-sm text-ink-2">
          Without an answer it lapses on <Time at={change.lapsesAt} format="long" inline />, and the
          agreement stays as it is.
        </p>
        {change.isOwn ? (
          <Withdraw contract={contract} change={change} />
        ) : (
          <Answer contract={contract} change={change} />
        )}
      </div>
    </Section>
  );
}

/** The work would end, and the held money be split so. */
function Split({
  contract: { viewer, client, freelancer, milestones },
  split: { heldCents, toFreelancerCents, toClientCents, feeCents },
  settles,
}: {
  contract: ContractView;
  split: SplitView;
  settles: ChangeView["settles"];
}) {
  const nothing = cents(0);
  const toFreelancer = viewer === "freelancer" ? "To you" : `To ${isolate(freelancer.name)}`;
  const toClient = viewer === "client" ? "Back to you" : `Back to ${isolate(client.name)}`;
  return (
    <>
      <p className="measure">
        {endingText(milestones, settles)}, and the money that is held for it is split:
      </p>
      <BeforeAfter
        changes={[
          { label: "Held", beforeCents: heldCents, afterCents: nothing },
          {
            label: toFreelancer,
            beforeCents: nothing,
            afterCents: toFreelancerCents,
            tone: "paid",
          },
          { label: toClient, beforeCents: nothing, afterCents: toClientCents, tone: "refunded" },
          ...(feeCents > 0
            ? [{ label: `${houseName()}’s fee`, beforeCents: nothing, afterCents: feeCents }]
            : []),
        ]}
      />
    </>
  );
}

/** Which work ends: all of it, or the milestones that are named. */
function endingText(milestones: ContractView["milestones"], settles: readonly number[]): string {
  const held = settleable(milestones, null);
  const ending = held.filter(({ number }) => settles.includes(number));
  if (ending.length === held.length) return "The work ends here";
  const titles = ending.map(({ title }) => `“${isolate(title)}”`);
  return `The work on ${new Intl.ListFormat("en").format(titles)} ends here`;
}

function Differences({
  differences,
  jobTitle,
}: {
  differences: readonly PlanDifference[];
  jobTitle: string;
}) {
  return (
    <table className="w-full text-sm">
      <caption className="sr-only">What would change</caption>
      <thead>
        <tr className="eyebrow">
          <th scope="col" className="pb-1.5 text-left font-semibold">
            Milestone
          </th>
          <th scope="col" className="pb-1.5 pl-3 text-left font-semibold">
            Before
          </th>
          <th scope="col" className="pb-1.5 pl-3 text-left font-semibold">
            After
          </th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ position, before, after }, index) => (
          <tr key={position ?? `new ${index}`} className="border-t border-line align-top">
            <th scope="row" className="py-2 text-left font-normal">
              {(after ?? before)?.title || jobTitle}
            </th>
            <td className="py-2 pl-3">{before ? <Line line={before} /> : "—"}</td>
            <td className="py-2 pl-3 font-semibold">{after ? <Line line={after} /> : "dropped"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Line({ line: { amountCents, days, rounds, checklist } }: { line: PlanLine }) {
  return (
    <>
      <Amount cents={amountCents} />
      <span className="block font-normal text-ink-2">
        {days === 1 ? "1 day" : `${days} days`}
        {rounds !== null && `, ${rounds === 1 ? "1 round" : `${rounds} rounds`} of changes`}
      </span>
      {checklist.length > 0 && (
        <ul className="mt-1 list-disc pl-4 font-normal text-ink-2">
          {checklist.map((item) => (
            <li key={item}>
              <bdi>{item}</bdi>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

type Shown = { contract: ContractView; change: ChangeView };

function Answer({ contract: { contractId }, change }: Shown) {
  const { changeOrderId } = change;
  const seen = (
    <>
      <input type="hidden" name="contractId" value={contractId} />
      <input type="hidden" name="changeOrderId" value={changeOrderId} />
    </>
  );
  return (
    <div className="flex flex-wrap gap-3">
      <ActionForm action={acceptChangeAction}>
        {seen}
        <SubmitButton pendingLabel="Accepting…">
          {change.split ? "Accept this settlement" : "Accept this change"}
        </SubmitButton>
      </ActionForm>
      <ButtonLink
        href={`/contracts/${contractId}/${change.split ? "settle" : "change"}?counters=${changeOrderId}`}
      >
        Propose something else
      </ButtonLink>
      <ConfirmForm
        className="sm:not-open:w-auto"
        action={declineChangeAction}
        variant="quiet"
        label="Decline"
        submitLabel="Decline it"
        pendingLabel="Declining…"
      >
        {seen}
        <Field name="reason" label="Why?" help="They read it. The agreement stays as it is.">
          <Textarea rows={3} maxLength={REASON_MAX} />
        </Field>
      </ConfirmForm>
    </div>
  );
}

function Withdraw({ contract: { contractId }, change: { changeOrderId } }: Shown) {
  return (
    <ActionForm action={withdrawChangeAction}>
      <input type="hidden" name="contractId" value={contractId} />
      <input type="hidden" name="changeOrderId" value={changeOrderId} />
      <SubmitButton variant="plain" pendingLabel="Withdrawing…" className="sm:self-start">
        Withdraw it
      </SubmitButton>
    </ActionForm>
  );
}
