import { ActionForm } from "#components/ui/action-form";
import { EmptyState } from "#components/ui/empty-state";
import { Row, Rows } from "#components/ui/section";
import { SubmitButton } from "#components/ui/submit-button";
import { Time } from "#components/ui/time";
import { pageActor } from "#lib/edge/page";
import { listFailedTasks } from "#lib/operations/queries/failed-tasks";
import type { FailedTaskView } from "#lib/operations/schema";
import { dismissTaskAction, retryTaskAction } from "../actions.ts";

/** What failed in the background, until it is done or the operator has dealt with it. */
export async function FailedTasks() {
  const tasks = await listFailedTasks(await pageActor("operate"));
  return (
    <>
      {tasks.length > 0 ? (
        <Rows>
          {tasks.map((task) => (
            <Row key={`${task.lane} ${task.key}`} className="flex flex-wrap gap-x-4 gap-y-3">
              <Failure task={task} />
              <Answers task={task} />
            </Row>
          ))}
        </Rows>
      ) : (
        <EmptyState title="No failed tasks">
          What the worker could not do is listed here with the reason: a bank that does not answer
          or contradicts itself, a contract that could not be completed, a ledger that does not add
          up.
        </EmptyState>
      )}
    </>
  );
}

function Failure({
  task: { task, about, reason, tries, since, nextTryAt },
}: {
  task: FailedTaskView;
}) {
  return (
    <div className="measure min-w-0 flex-1 basis-72">
      <p className="font-semibold break-words">
        {task} {about && <span className="font-mono text-sm font-normal text-ink-2">{about}</span>}
      </p>
      <p className="mt-1 break-words">{reason}</p>
      <p className="mt-1 text-sm text-ink-2">
        Since <Time at={since} format="datetime" /> ·{" "}
        {tries === 1 ? "tried once" : `tried ${tries} times`} ·{" "}
        {nextTryAt ? (
          <>
            next try <Time at={nextTryAt} format="datetime" />
          </>
        ) : (
          "not tried again by itself"
        )}
      </p>
    </div>
  );
}

function Answers({ task: { lane, key, task, about } }: { task: FailedTaskView }) {
  const name = [task, about].filter(Boolean).join(" ");
  const fields = (
    <>
      <input type="hidden" name="lane" value={lane} />
      <input type="hidden" name="key" value={key} />
    </>
  );
  return (
    <div className="ml-auto flex flex-wrap items-start gap-2">
      <ActionForm action={retryTaskAction} announce="toast">
        {fields}
        <SubmitButton variant="plain" size="sm" wide={false}>
          Try again<span className="sr-only">: {name}</span>
        </SubmitButton>
      </ActionForm>
      <ActionForm action={dismissTaskAction} announce="toast">
        {fields}
        <SubmitButton variant="plain" size="sm" wide={false}>
          Mark as dealt with<span className="sr-only">: {name}</span>
        </SubmitButton>
      </ActionForm>
    </div>
  );
}
