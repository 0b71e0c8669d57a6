import { ActionForm } from "#components/ui/action-form";
import { ConfirmForm } from "#components/ui/confirm-form";
import { SubmitButton } from "#components/ui/submit-button";
import { Time } from "#components/ui/time";
import { getFactors } from "#lib/auth/queries";
import { pageActor } from "#lib/edge/page";
import { beginTotpAction, removeTotpAction, renewCodesAction } from "./actions.ts";
import { NewCodes } from "./new-codes.tsx";

/** Whether a code is asked for at signing in, and what can be changed about it. */
export async function Factors() {
  const { authenticatorSince, recoveryCodesLeft } = await getFactors(await pageActor());
  if (authenticatorSince === null) {
    return (
      <ActionForm action={beginTotpAction}>
        <SubmitButton variant="plain">Set up an authenticator app</SubmitButton>
      </ActionForm>
    );
  }
  return (
    <div className="flex flex-col gap-5">
      <p>
        On since <Time at={authenticatorSince} format="long" />. {recoveryCodesLeft} of 10 recovery
        codes are left.
      </p>
      <div className="flex flex-wrap gap-3">
        <ActionForm action={renewCodesAction} className="w-full sm:w-auto">
          <NewCodes>
            <SubmitButton variant="plain" pendingLabel="Making…">
              Make new recovery codes
            </SubmitButton>
          </NewCodes>
        </ActionForm>
        <ConfirmForm
          action={removeTotpAction}
          label="Switch the app off"
          submitLabel="Switch it off"
          variant="plain"
        >
          <p className="measure">
            Signing in then takes your password alone, and the recovery codes are void.
          </p>
        </ConfirmForm>
      </div>
    </div>
  );
}
