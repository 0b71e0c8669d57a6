import { LeavingForm } from "#components/layout/leaving";
import { ActionForm } from "#components/ui/action-form";
import { ButtonLink } from "#components/ui/button";
import { ConfirmForm } from "#components/ui/confirm-form";
import { Row, Rows } from "#components/ui/section";
import { SubmitButton } from "#components/ui/submit-button";
import { Tag } from "#components/ui/tag";
import { Time } from "#components/ui/time";
import { listSessions } from "#lib/auth/queries";
import type { SessionView } from "#lib/auth/schema";
import { findSession } from "#lib/auth/session";
import { endAllSessionsAction, endSessionAction, signOutEverywhereAction } from "./actions.ts";

const SHOWN = 5;

/** The signed-in browsers, all or the most recent, each with a way to sign it out, and one way to sign out everywhere. */
export async function Sessions({ isWhole = false }: { isWhole?: boolean }) {
  const session = await findSession();
  if (!session) return null;
  const all = await listSessions(session.actor, session.sessionId);
  const sessions = isWhole ? all : all.slice(0, SHOWN);
  return (
    <div className="flex flex-col gap-5">
      <Rows>
        {sessions.map((shown) => (
          <Row key={shown.sessionId} className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <SessionText session={shown} />
            {!shown.isThisDevice && (
              <ActionForm action={endSessionAction} announce="toast" className="ml-auto">
                <input type="hidden" name="sessionId" value={shown.sessionId} />
                <SubmitButton variant="plain" size="sm" wide={false}>
                  Sign out<span className="sr-only"> {shown.device}</span>
                </SubmitButton>
              </ActionForm>
            )}
          </Row>
        ))}
      </Rows>
      {all.length > sessions.length && (
        <div className="flex flex-wrap items-center justify-between gap-3 text-sm text-ink-2">
          <span>
            The latest {sessions.length} of {all.length}. Signing out everywhere ends the others
            too.
          </span>
          <ButtonLink href="/settings/security" size="sm">
            Show more
          </ButtonLink>
        </div>
      )}
      <LeavingForm signOut={endAllSessionsAction} target="/sign-in?ended">
        <ConfirmForm
          action={signOutEverywhereAction}
          label="Sign out everywhere"
          submitLabel="Sign out everywhere"
          pendingLabel="Signing out…"
          variant="plain"
        >
          <p className="measure">
            Every device is signed out at once, this one too. You can sign in again with your
            password.
          </p>
        </ConfirmForm>
      </LeavingForm>
    </div>
  );
}

function SessionText({ session }: { session: SessionView }) {
  return (
    <div className="min-w-0">
      <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1 font-semibold">
        {session.device}
        {session.isThisDevice && <Tag tone="accent">This device</Tag>}
      </p>
      <p className="text-sm text-ink-2">
        Signed in <Time at={session.signedInAt} format="long" />
        {!session.isThisDevice && (
          <>
            , last seen <Time at={session.lastSeenAt} inline />
          </>
        )}
      </p>
    </div>
  );
}
