import { sideName, sideTitle } from "#components/disputes/names";
import { SplitLines } from "#components/disputes/split-lines";
import { SplitField } from "#components/money/split-field";
import { ActionForm } from "#components/ui/action-form";
import { ConfirmForm } from "#components/ui/confirm-form";
import { Field } from "#components/ui/field";
import { LinkedText } from "#components/ui/linked-text";
import { Section } from "#components/ui/section";
import { SettledHere } from "#components/ui/settled-here";
import { SubmitButton } from "#components/ui/submit-button";
import { Textarea } from "#components/ui/textarea";
import { type DisputeOfferView, type DisputeView, NOTE_MAX, TEXT_MAX } from "#lib/disputes/schema";
import { formatCents } from "#lib/money";
import { OwnUploadField } from "../../../../own-upload-field.tsx";
import {
  acceptClaimAction,
  acceptDisputeOfferAction,
  addStatementAction,
  answerDisputeAction,
  appealDecisionAction,
  makeDisputeOfferAction,
  withdrawDisputeAction,
} from "../../actions.ts";

type Shown = { dispute: DisputeView };

/** What this side can do now, the most urgent first: always in the same place. */
export function DisputeStep({ dispute }: Shown) {
  const { state, latestOfferNumber, statements, refusals } = dispute;
  return (
    <SettledHere state={`${state} ${latestOfferNumber} ${statements.length}`}>
      {refusals.answer === null && <Answer dispute={dispute} />}
      <OpenOffer dispute={dispute} />
      <div className="space-y-3">
        {refusals.make_offer === null && <NewOffer dispute={dispute} />}
        {refusals.appeal === null && <Appeal dispute={dispute} />}
        {refusals.add_statement === null && <AddStatement dispute={dispute} />}
        {refusals.withdraw === null && <Withdraw dispute={dispute} />}
      </div>
    </SettledHere>
  );
}

/** The claim is granted by silence, accepted by one press, or answered. */
function Answer({ dispute }: Shown) {
  const { disputeId, claim, openedBy, amountCents } = dispute;
  const opener = sideName(dispute, openedBy);
  return (
    <Section title={`Answer ${opener}`}>
      <div className="space-y-6">
        <ActionForm action={answerDisputeAction} className="max-w-2xl">
          <Seen disputeId={disputeId} />
          <Field name="answer" label="What happened, as you see it" help={`${opener} reads it.`}>
            <Textarea rows={6} maxLength={TEXT_MAX} />
          </Field>
          <Share dispute={dispute} label="How you would split it" />
          <OwnUploadField
            purpose="dispute"
            label="Files"
            help="What shows it. They stay in the evidence."
          />
          <p className="text-sm text-ink-2">
            Your split becomes your first offer. Both then have 7 days to agree, before it goes to a
            mediator.
          </p>
          <SubmitButton pendingLabel="Sending…" className="sm:self-start">
            Send your answer
          </SubmitButton>
        </ActionForm>
        <ConfirmForm
          action={acceptClaimAction}
          variant="plain"
          label="Accept the claim"
          submitLabel={`Accept it, and split ${formatCents(amountCents)} so`}
          pendingLabel="Accepting…"
        >
          <Seen disputeId={disputeId} toFreelancerCents={claim.toFreelancerCents} />
          <p>The dispute is over then, and the money moves at once:</p>
          <SplitLines dispute={dispute} split={claim.split} />
        </ConfirmForm>
      </div>
    </Section>
  );
}

/** The other side's latest offer, to accept with one press. */
function OpenOffer({ dispute }: Shown) {
  const { viewer, refusals } = dispute;
  if (refusals.accept_offer !== null || viewer === "mediator") return null;
  const offer = dispute.offers.find(({ by, status }) => by !== viewer && status === "open");
  if (!offer) return null;
  return (
    <Section title={`${sideTitle(dispute, offer.by)} ${offer.by === viewer ? "offer" : "offers"}`}>
      <div className="space-y-4 rounded border border-edge bg-sheet p-4 sm:p-5">
        {offer.note && <LinkedText text={offer.note} className="measure" />}
        <SplitLines dispute={dispute} split={offer.split} />
        <Accept dispute={dispute} offer={offer} />
      </div>
    </Section>
  );
}

function Accept({ dispute, offer }: Shown & { offer: DisputeOfferView }) {
  const { toFreelancerCents, toClientCents } = offer.split;
  const mine = dispute.viewer === "client" ? toClientCents : toFreelancerCents;
  return (
    <ActionForm action={acceptDisputeOfferAction}>
      <Seen disputeId={dispute.disputeId} toFreelancerCents={offer.toFreelancerCents} />
      <input type="hidden" name="offerNumber" value={offer.number} />
      <p className="text-sm text-ink-2">
        The dispute is over then, and the money moves at once: {formatCents(mine)} to you.
      </p>
      <SubmitButton pendingLabel="Accepting…" className="sm:self-start">
        Accept this offer
      </SubmitButton>
    </ActionForm>
  );
}

function NewOffer({ dispute }: Shown) {
  const { disputeId, latestOfferNumber, viewer, offers } = dispute;
  const own = offers.find(({ by, status }) => by === viewer && status === "open");
  return (
    <ConfirmForm
      action={makeDisputeOfferAction}
      variant="plain"
      label={own ? "Make another offer" : "Make an offer"}
      submitLabel="Send this offer"
      pendingLabel="Sending…"
    >
      <Seen disputeId={disputeId} />
      <input type="hidden" name="offerNumber" value={latestOfferNumber} />
      {own && <p className="text-sm text-ink-2">It takes the place of your offer {own.number}.</p>}
      <Share
        dispute={dispute}
        label="How you would split it"
        {...(own && { startCents: own.toFreelancerCents })}
      />
      <Field name="note" label="Why?" help="The other side reads it beside the split." optional>
        <Textarea rows={3} maxLength={NOTE_MAX} />
      </Field>
    </ConfirmForm>
  );
}

function AddStatement({ dispute: { disputeId, state } }: Shown) {
  return (
    <ConfirmForm
      action={addStatementAction}
      variant="plain"
      label="Add a statement or files"
      submitLabel="Add it"
      pendingLabel="Adding…"
    >
      <Seen disputeId={disputeId} />
      <Field
        name="text"
        label="Statement"
        help={`The other side${isAtMediator(state) ? " and the mediator read" : " reads"} it. It cannot be changed or removed.`}
      >
        <Textarea rows={5} maxLength={TEXT_MAX} />
      </Field>
      <OwnUploadField purpose="dispute" label="Files" />
    </ConfirmForm>
  );
}

function isAtMediator(state: DisputeView["state"]): boolean {
  return state === "mediation" || state === "decided" || state === "appeal";
}

function Appeal({ dispute: { disputeId } }: Shown) {
  return (
    <ConfirmForm
      action={appealDecisionAction}
      variant="plain"
      label="Appeal"
      submitLabel="Appeal against the decision"
      pendingLabel="Appealing…"
    >
      <Seen disputeId={disputeId} />
      <p className="measure">
        Another mediator, where there is one, decides again within 14 days, and that is the end of
        it. There is one appeal for both sides together.
      </p>
      <Field name="reason" label="What is wrong, and what is new?" help="The other side reads it.">
        <Textarea rows={5} maxLength={TEXT_MAX} />
      </Field>
      <OwnUploadField purpose="dispute" label="Files" />
    </ConfirmForm>
  );
}

function Withdraw({ dispute: { disputeId } }: Shown) {
  return (
    <ConfirmForm
      action={withdrawDisputeAction}
      variant="quiet"
      className="sm:not-open:-ml-4"
      label="Withdraw the dispute"
      submitLabel="Withdraw it"
      pendingLabel="Withdrawing…"
    >
      <Seen disputeId={disputeId} />
      <p className="measure">
        The work goes on where it was, and the money is held as before. You cannot open another
        dispute about it.
      </p>
    </ConfirmForm>
  );
}

/** An exact amount and a slider, for what the freelancer is to get. */
function Share({
  dispute,
  label,
  startCents,
}: Shown & { label: string; startCents?: DisputeView["amountCents"] }) {
  const { amountCents } = dispute;
  const to = sideName(dispute, "freelancer");
  return (
    <Field
      name="toFreelancerCents"
      label={`${label}: to ${to}`}
      help={`Of ${formatCents(amountCents)}, before WorkHub’s fee.`}
    >
      <SplitField
        heldCents={amountCents}
        restTo={sideName(dispute, "client")}
        {...(startCents !== undefined && { startCents })}
      />
    </Field>
  );
}

/** What was on the screen. */
function Seen({
  disputeId,
  toFreelancerCents,
}: {
  disputeId: string;
  toFreelancerCents?: DisputeView["amountCents"];
}) {
  return (
    <>
      <input type="hidden" name="disputeId" value={disputeId} />
      {toFreelancerCents !== undefined && (
        <input type="hidden" name="toFreelancerCents" value={toFreelancerCents} />
      )}
    </>
  );
}
