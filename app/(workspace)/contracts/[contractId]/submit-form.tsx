import { ActionForm } from "#components/ui/action-form";
import { Checkbox } from "#components/ui/choices";
import { Field, FieldGroup } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { SubmitButton } from "#components/ui/submit-button";
import { Textarea } from "#components/ui/textarea";
import { tickField } from "#lib/contracts/check-fields";
import type { ContractView } from "#lib/contracts/contract-views";
import { NOTE_MAX, WORD_MAX } from "#lib/contracts/schema";
import { withoutFee } from "#lib/jobs/fee";
import { formatCents } from "#lib/money";
import { isolate } from "#lib/text";
import { OwnUploadField } from "../../own-upload-field.tsx";
import { submitWorkAction } from "./actions.ts";

/** The freelancer submits work. The changes requested in the version before are shown above, beside that version. */
export function SubmitForm({ contract }: { contract: ContractView }) {
  const { contractId, milestoneNumber, client, submissions } = contract;
  const latest = submissions.at(-1);
  const version = (latest?.number ?? 0) + 1;
  return (
    <div>
      <h2 className="mb-3 text-2xl">
        {version === 1 ? "Submit your work" : `Submit version ${version}`}
      </h2>
      <ActionForm action={submitWorkAction}>
        <input type="hidden" name="contractId" value={contractId} />
        <input type="hidden" name="milestoneNumber" value={milestoneNumber} />
        <input type="hidden" name="submissionNumber" value={contract.submissionCount} />
        <input type="hidden" name="requestKey" value={`version-${version}`} />
        <Field
          name="note"
          label="Note"
          help="What you are submitting, and where to find it. Web addresses become links."
        >
          <Textarea rows={6} maxLength={NOTE_MAX} />
        </Field>
        <Ticks contract={contract} />
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

/** The checklist that both agreed on: what this version meets, with a word each. */
function Ticks({
  contract: { checklist, agreementVersion, submissions },
}: {
  contract: ContractView;
}) {
  if (checklist.length === 0) return null;
  const before = submissions.at(-1);
  return (
    <fieldset className="space-y-4">
      <legend className="mb-1.5 text-[0.875rem] font-semibold">Checklist</legend>
      <input type="hidden" name="agreementVersion" value={agreementVersion} />
      {checklist.map((item, place) => {
        const tick = before?.ticks.find((each) => each.item === item);
        return (
          <div key={item} className="space-y-2">
            <FieldGroup name={tickField(place, "isMet")} label={item} hideLabel>
              <Checkbox label={item} defaultChecked={tick !== undefined} />
            </FieldGroup>
            <Field name={tickField(place, "word")} label={`A word on “${item}”`} hideLabel optional>
              <Input
                defaultValue={tick?.word ?? ""}
                maxLength={WORD_MAX}
                placeholder="Where to see it"
              />
            </Field>
          </div>
        );
      })}
    </fieldset>
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
