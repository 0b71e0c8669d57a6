import { ActionForm } from "#components/ui/action-form";
import { Field } from "#components/ui/field";
import { SubmitButton } from "#components/ui/submit-button";
import { Textarea } from "#components/ui/textarea";
import { pageActor } from "#lib/edge/page";
import { listSynonyms } from "#lib/search/queries/synonyms";
import { formatSynonyms } from "#lib/search/schema";
import { editSynonymsAction } from "../actions.ts";

/** The words that find each other's jobs, for the operator to change. */
export async function Synonyms() {
  const pairs = formatSynonyms(await listSynonyms(await pageActor("operate")));
  return (
    <ActionForm key={pairs} action={editSynonymsAction} announce="toast" className="max-w-lg">
      <input type="hidden" name="seen" value={pairs} />
      <Field
        name="pairs"
        label="Words with the same meaning"
        help="One pair a line, like js = javascript. Whoever searches for one also finds jobs with the other."
      >
        <Textarea rows={8} defaultValue={pairs} spellCheck={false} />
      </Field>
      <SubmitButton variant="plain" wide={false}>
        Save these words
      </SubmitButton>
    </ActionForm>
  );
}
