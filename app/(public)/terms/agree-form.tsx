import { ActionForm } from "#components/ui/action-form";
import { SubmitButton } from "#components/ui/submit-button";
import { agreeToTermsAction } from "./actions.ts";

/** For somebody who is asked to agree to what stands above. */
export function AgreeForm({ version }: { version: number }) {
  return (
    <ActionForm
      action={agreeToTermsAction}
      announce="toast"
      className="mt-10 border-t border-line pt-6"
    >
      <input type="hidden" name="version" value={version} />
      <SubmitButton wide={false}>I agree to these terms</SubmitButton>
    </ActionForm>
  );
}
