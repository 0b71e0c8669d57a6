import type { AskedView } from "#lib/proposals/answers";

/** A job's questions with what one freelancer answered. */
export function AskedList({
  asked,
  isShort = false,
  className,
}: {
  asked: readonly AskedView[];
  /** Beside other offers: only the beginning of each answer. */
  isShort?: boolean;
  className?: string;
}) {
  if (asked.length === 0) return null;
  return (
    <dl className={className}>
      {asked.map(({ question, answer, isFormer }) => (
        <div key={question} className="measure not-first:mt-3">
          <dt className="text-sm font-semibold">
            <bdi>{question}</bdi>
            {isFormer && <span className="font-normal text-ink-3"> (no longer asked)</span>}
          </dt>
          {answer === null ? (
            <dd className="text-ink-3">No answer</dd>
          ) : (
            <dd
              dir="auto"
              className={isShort ? "line-clamp-2 text-ink-2" : "whitespace-pre-line wrap-anywhere"}
            >
              {answer}
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}
