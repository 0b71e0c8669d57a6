import { ActionForm } from "#components/ui/action-form";
import { Field } from "#components/ui/field";
import { LinkedText } from "#components/ui/linked-text";
import { SubmitButton } from "#components/ui/submit-button";
import { Textarea } from "#components/ui/textarea";
import { Time } from "#components/ui/time";
import { type ContractView, NOTE_MAX } from "#lib/contracts/schema";
import { formatCents } from "#lib/money";
import { OwnUploadField } from "../../own-upload-field.tsx";
import { submitWorkAction } from "./actions.ts";

/** The freelancer hands over work; when changes were asked for, what they are stands above. */
export function SubmitForm({ contract }: { contract: ContractView }) {
  const { contractId, client, submissions } = contract;
  const latest = submissions.at(-1);
  const version = (latest?.number ?? 0) + 1;
  return (
    <div className="space-y-6">
      {latest?.changes && (
        <div className="border-l-3 border-accent py-0.5 pl-3.5">
          <h2 className="text-xl">What to change</h2>
          <p className="mt-0.5 mb-2 text-xs text-ink-3">
            {client.name}, <Time at={latest.changes.at} format="datetime" />
          </p>
          <LinkedText text={latest.changes.note} className="measure text-sm text-ink-2" />
        </div>
      )}
      <div>
        <h2 className="mb-3 text-2xl">
          {version === 1 ? "Submit your work" : `Submit version ${version}`}
        </h2>
        <ActionForm action={submitWorkAction}>
          <input type="hidden" name="contractId" value={contractId} />
          <input type="hidden" name="requestKey" value={`version-${version}`} />
          <Field
            name="note"
            label="Note"
            help="What you are handing over, and where to find it. Addresses become links."
          >
            <Textarea rows={6} maxLength={NOTE_MAX} />
          </Field>
          <OwnUploadField
            purpose="submission"
            label="Files"
            help={`Only you and ${client.name} can open them.`}
          />
          <p className="text-sm text-ink-2">{consequence(contract)}</p>
          <SubmitButton pendingLabel="Submitting…" className="sm:self-start">
            {promise(contract)}
          </SubmitButton>
        </ActionForm>
      </div>
    </div>
  );
}

function promise({ releaseRule, heldCents }: ContractView): string {
  return releaseRule === "on_submission"
    ? `Submit work and receive ${formatCents(heldCents)}`
    : "Submit work for review";
}

function consequence({ releaseRule, reviewWindowDays, client, heldCents }: ContractView): string {
  const amount = formatCents(heldCents);
  return releaseRule === "on_submission"
    ? `${amount} goes from held to your wallet at once. ${client.name} then has ${reviewWindowDays} days to look at it.`
    : `${client.name} then has ${reviewWindowDays} days to approve or to ask for changes. Without an answer, ${amount} goes to you.`;
}
