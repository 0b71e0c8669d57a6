import { ActionForm } from "#components/ui/action-form";
import { Row, Rows } from "#components/ui/section";
import { SubmitButton } from "#components/ui/submit-button";
import { Time } from "#components/ui/time";
import { AROUND } from "#lib/moderation/policy";
import type { CaseView } from "#lib/moderation/schema";
import { lookAroundAction } from "../actions.ts";

/** The few messages around what was reported of a conversation, once a moderator asks for them: the audit says so. */
export function Around({ view: { caseId, kind, around, viewer } }: { view: CaseView }) {
  if (kind !== "message" && kind !== "conversation") return null;
  if (around === null) {
    return (
      viewer.isImpartial && (
        <ActionForm action={lookAroundAction} announce="toast" className="mt-4">
          <input type="hidden" name="caseId" value={caseId} />
          <p className="measure text-sm text-ink-2">
            Up to {AROUND} messages before it and after it can be read, and nothing else of the
            conversation. The audit says that you did.
          </p>
          <div>
            <SubmitButton variant="plain">Read around it</SubmitButton>
          </div>
        </ActionForm>
      )
    );
  }
  return (
    <Rows className="mt-4">
      {around.map(({ seq, author, body, createdAt, isDeleted }) => (
        <Row key={seq}>
          <p className="text-sm text-ink-2">
            <bdi className="font-semibold text-ink">{author}</bdi> ·{" "}
            <Time at={createdAt} format="datetime" />
          </p>
          <p dir="auto" className="prose-text">
            {isDeleted ? "Deleted" : body === "" ? "Without words" : body}
          </p>
        </Row>
      ))}
    </Rows>
  );
}
