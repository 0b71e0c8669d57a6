import { ActionForm } from "#components/ui/action-form";
import { Field } from "#components/ui/field";
import { Row, Rows } from "#components/ui/section";
import { Select } from "#components/ui/select";
import { SubmitButton } from "#components/ui/submit-button";
import { Time } from "#components/ui/time";
import { ROLE_NAMES } from "#lib/auth/actor";
import { pageActor } from "#lib/edge/page";
import { listStaff } from "#lib/users/queries";
import type { StaffView } from "#lib/users/schema";
import { changeRoleAction, dismissAction } from "./actions.ts";
import { ROLE_OPTIONS } from "./appoint.tsx";

/** Everybody who keeps the house, with what an admin may change about the others. */
export async function Staff() {
  const actor = await pageActor("manageStaff");
  const people = await listStaff(actor);
  return (
    <Rows>
      {people.map((person) => (
        <Row key={person.userId}>
          <div className="flex flex-wrap items-baseline justify-between gap-x-4">
            <p className="min-w-0 font-semibold">
              <bdi>{person.name}</bdi>
              <span className="font-normal"> · {ROLE_NAMES[person.role]}</span>
            </p>
            <p className="text-sm text-ink-2">
              {person.hasConfirmed ? (
                <>
                  since <Time at={person.createdAt} />
                </>
              ) : (
                "has not chosen a password yet"
              )}
            </p>
          </div>
          <p className="wrap-anywhere text-ink-2">{person.email}</p>
          {person.userId === actor.userId ? (
            <p className="mt-1 text-sm text-ink-3">
              This is you. Another admin can change your role.
            </p>
          ) : (
            <Change person={person} />
          )}
        </Row>
      ))}
    </Rows>
  );
}

function Change({ person: { userId, name, role } }: { person: StaffView }) {
  return (
    <details className="mt-1">
      <summary className="link tap w-fit cursor-pointer text-sm">
        Change or take away<span className="sr-only"> the role of {name}</span>
      </summary>
      <div className="mt-3 flex flex-col gap-6 pb-2">
        <ActionForm
          action={changeRoleAction}
          label={`Change the role of ${name}`}
          announce="toast"
          className="max-w-xs"
        >
          <input type="hidden" name="userId" value={userId} />
          <Field name="role" label="Role">
            <Select options={ROLE_OPTIONS} defaultValue={role} />
          </Field>
          <SubmitButton variant="plain" wide={false}>
            Change the role
          </SubmitButton>
        </ActionForm>
        <ActionForm
          action={dismissAction}
          label={`Take the role of ${name} away`}
          announce="toast"
          className="max-w-md"
        >
          <p className="text-sm text-ink-2">
            Taking the role away ends the account: they are signed out at once. What they did stays
            in the audit.
          </p>
          <input type="hidden" name="userId" value={userId} />
          <SubmitButton variant="danger" wide={false}>
            Take the role away
          </SubmitButton>
        </ActionForm>
      </div>
    </details>
  );
}
