import { ButtonLink } from "#components/ui/button";
import { Link } from "#components/ui/link";
import { Row } from "#components/ui/section";
import { Tag, type TagTone } from "#components/ui/tag";
import { Time } from "#components/ui/time";
import type { ContractAction, ContractRow } from "#lib/contracts/contract-views";
import { formatCents } from "#lib/money";
import { ContractMoneyLine } from "./contract-money-line.tsx";
import { SentenceText } from "./sentence.tsx";

const ACTIONS: Record<ContractAction, string> = {
  answer_cancellation: "Answer the request",
  see_dispute: "See the dispute",
  review_work: "Review the work",
  see_changes: "See what to change",
  submit_work: "Submit work",
  leave_review: "Leave a review",
};

/** A contract in a list: its state, the other side, where the money is, the due date, and the one thing to do. */
export function ContractItem({
  contract,
  isLeading = false,
}: {
  contract: ContractRow;
  /** Its action is the most urgent one of the page. */
  isLeading?: boolean;
}) {
  const { contractId, jobTitle, standing, deadlineAt, group, action } = contract;
  const isUrgent = group === "needs_you";
  return (
    <Row className="grid gap-x-8 gap-y-3 py-4 md:grid-cols-[minmax(0,1fr)_minmax(0,280px)_176px] md:items-center">
      <div className="min-w-0">
        <h3 className="font-text text-base leading-snug font-semibold tracking-normal">
          <Link href={`/contracts/${contractId}`} data-entry="" className="stretched">
            <bdi>{jobTitle}</bdi>
          </Link>
        </h3>
        <p className="mt-0.5 text-sm text-ink-2">
          <SentenceText parts={standing} inline />
        </p>
      </div>
      <ContractMoneyLine contract={contract} compact />
      <div className="flex flex-col gap-1.5 md:items-end md:text-right">
        {deadlineAt && <Deadline contract={contract} at={deadlineAt} />}
        {action && (
          <ButtonLink
            href={placeOf(contract, action)}
            variant={isLeading ? "primary" : "plain"}
            size={isUrgent ? "md" : "sm"}
            wide
            className="above-link"
          >
            {ACTIONS[action]}
          </ButtonLink>
        )}
      </div>
    </Row>
  );
}

/** Where on the contract's page that is done: a review begins with the work itself. */
function placeOf({ contractId }: ContractRow, action: ContractAction) {
  const isAboutWork = action === "review_work" || action === "see_changes";
  return `/contracts/${contractId}#${isAboutWork ? "work" : "next"}` as const;
}

function Deadline({ contract, at }: { contract: ContractRow; at: Date }) {
  if (contract.isLate) {
    return (
      <Tag tone="strong" className="self-start md:self-end">
        Late
      </Tag>
    );
  }
  return (
    <p className="hidden text-xs text-ink-3 md:block">
      {contract.status === "under_review" ? "Review ends " : "Due "}
      <Time at={at} inline />
    </p>
  );
}

/** A finished contract, in one line: what, with whom, and where the money went. */
export function FinishedContractItem({ contract }: { contract: ContractRow }) {
  const { contractId, jobTitle, standing, action } = contract;
  return (
    <Row className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
      <div className="min-w-0 flex-1 basis-40">
        <h3 className="font-text text-base leading-snug font-normal tracking-normal">
          <Link href={`/contracts/${contractId}`} data-entry="" className="stretched">
            <bdi>{jobTitle}</bdi>
          </Link>
        </h3>
        <p className="text-sm text-ink-3">
          <SentenceText parts={standing} inline />
        </p>
      </div>
      {action && (
        <ButtonLink href={placeOf(contract, action)} size="sm" className="above-link">
          {ACTIONS[action]}
        </ButtonLink>
      )}
      <Outcome contract={contract} />
    </Row>
  );
}

const OUTCOMES: Record<ContractRow["money"]["place"], { word: string; tone: TagTone }> = {
  client: { word: "not held yet", tone: "plain" },
  held: { word: "held", tone: "held" },
  freelancer: { word: "paid", tone: "paid" },
  refunded: { word: "refunded", tone: "refunded" },
};

function Outcome({ contract }: { contract: ContractRow }) {
  const { word, tone } = OUTCOMES[contract.money.place];
  return (
    <Tag tone={tone}>
      {formatCents(contract.money.amountCents)} {word}
    </Tag>
  );
}
