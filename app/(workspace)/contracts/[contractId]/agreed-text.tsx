import { Day } from "#components/ui/day";
import type { ContractView } from "#lib/contracts/contract-views";
import { isolate } from "#lib/text";

/** The words of the job as both agreed to them at hiring, and what was answered to its questions. */
export function AgreedText({ agreed, answers }: Pick<ContractView, "agreed" | "answers">) {
  const { title, description, checklist, skills, deadlineAt, files } = agreed;
  return (
    <details className="mt-3 text-sm">
      <summary className="link inline-block">The job as agreed</summary>
      <div className="mt-2 space-y-2 border-l-3 border-edge pl-3.5">
        <p className="font-semibold" dir="auto">
          {title}
        </p>
        <p className="prose-text text-ink-2" dir="auto">
          {description}
        </p>
        {checklist.length > 0 && (
          <ul className="list-disc pl-5 text-ink-2 marker:text-ink-3">
            {checklist.map((item) => (
              <li key={item} dir="auto">
                {item}
              </li>
            ))}
          </ul>
        )}
        {skills.length > 0 && (
          <p className="text-ink-3">Skills: {skills.map(isolate).join(", ")}</p>
        )}
        {files.length > 0 && (
          <p className="text-ink-3">Files: {files.map(({ name }) => isolate(name)).join(", ")}</p>
        )}
        {answers.map(({ question, answer }) => (
          <div key={question}>
            <p className="font-semibold" dir="auto">
              {question}
            </p>
            <p className="prose-text text-ink-2" dir="auto">
              {answer}
            </p>
          </div>
        ))}
        {deadlineAt && (
          <p className="text-ink-3">
            Needed by <Day endsAt={deadlineAt} />
          </p>
        )}
      </div>
    </details>
  );
}
