import { ActionForm } from "#components/ui/action-form";
import { Field } from "#components/ui/field";
import { SubmitButton } from "#components/ui/submit-button";
import { Textarea } from "#components/ui/textarea";
import { type ContractView, NOTE_MAX } from "#lib/contracts/schema";
import { withoutFee } from "#lib/jobs/fee";
import { formatCents } from "#lib/money";
import { isolate } from "#lib/text";
import { OwnUploadField } from "../../own-upload-field.tsx";
import { submitWorkAction } from "./actions.ts";

/** The freelancer submits work. The changes requested in the version before are shown above, beside that version. */
export function SubmitForm({ contract }: { contract: ContractView }) {
  const { contractId, client, submissions } = contract;
  const latest = submissions.at(-1);
  const version = (latest?.number ?? 0) + 1;
  return (
    <div>
      <h2 className="mb-3 text-2xl">
        {version === 1 ? "Submit your work" : `Submit version ${version}`}
      </h2>
      <ActionForm action={submitWorkAction}>
        <input type="hidden" name="contractId" value={contractId} />
        <input type="hidden" name="submissionNumber" value={contract.submissionCount} />
        <input type="hidden" name="requestKey" value={`version-${version}`} />
        <Field
          name="note"
          label="Note"
          help="What you are submitting, and where to find it. Web addresses become links."
        >
          <Textarea rows={6} maxLength={NOTE_MAX} />
        </Field>
        <OwnUploadField
          purpose="submission"
          label="Files"
          help={`Only you and ${isolate(client.name)} can open them.`}
        />
        <p className="text-sm text-ink-2">{consequence(contract)}</p>
        <SubmitButton pendingLabel="Submitting…" className="sm:self-start">
          {promise(contract)}
        </SubmitButton>
      </ActionForm>
    </div>
  );
}

function promise({ releaseRule, heldCents, fee }: ContractView): string {
  return releaseRule === "on_submission"
    ? `Submit work and receive ${formatCents(withoutFee(heldCents, fee))}`
    : "Submit work for review";
}

function consequence(contract: ContractView): string {
  const { releaseRule, reviewWindowDays, client, heldCents, fee } = contract;
  const amount = formatCents(withoutFee(heldCents, fee));
  return releaseRule === "on_submission"
    ? `${amount} goes to your wallet at once. ${isolate(client.name)} then has ${reviewWindowDays} days to review it.`
    : `${isolate(client.name)} then has ${reviewWindowDays} days to approve it or request changes. Without an answer, ${amount} goes to you.`;
}
