import { ActionForm } from "#components/ui/action-form";
import { PasskeyButton } from "#components/ui/passkey-button";
import { Row, Rows } from "#components/ui/section";
import { SubmitButton } from "#components/ui/submit-button";
import { Time } from "#components/ui/time";
import { getFactors } from "#lib/auth/queries";
import { pageActor } from "#lib/edge/page";
import { addPasskeyAction, removePasskeyAction } from "./actions.ts";

/** The passkeys of an account, each with a way to remove it, and a way to add one. */
export async function Passkeys() {
  const { passkeys } = await getFactors(await pageActor());
  return (
    <div className="flex flex-col gap-5">
      {passkeys.length > 0 && (
        <Rows>
          {passkeys.map(({ passkeyId, madeOn, createdAt, lastUsedAt }) => (
            <Row key={passkeyId} className="flex flex-wrap items-start gap-x-4 gap-y-2">
              <div className="min-w-0">
                <p className="font-semibold">Made in {madeOn}</p>
                <p className="text-sm text-ink-2">
                  <Time at={createdAt} format="long" />
                  {lastUsedAt === null ? (
                    ", not used yet"
                  ) : (
                    <>
                      , last used <Time at={lastUsedAt} inline />
                    </>
                  )}
                </p>
              </div>
              <ActionForm action={removePasskeyAction} announce="toast" className="ml-auto">
                <input type="hidden" name="passkeyId" value={passkeyId} />
                <SubmitButton variant="plain" size="sm" wide={false}>
                  Remove<span className="sr-only"> the passkey made in {madeOn}</span>
                </SubmitButton>
              </ActionForm>
            </Row>
          ))}
        </Rows>
      )}
      <ActionForm action={addPasskeyAction} announce="toast">
        <PasskeyButton purpose="add" name="passkey">
          Add a passkey
        </PasskeyButton>
      </ActionForm>
    </div>
  );
}
