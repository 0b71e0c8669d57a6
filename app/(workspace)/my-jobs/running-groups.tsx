import type { ComponentProps, ReactNode } from "react";
import { FinishedContractItem } from "#components/contracts/contract-item";
import { RunningGroup } from "#components/contracts/running-group";
import { WorkGroup } from "#components/contracts/work-group";
import type { ContractList } from "#lib/contracts/contract-views";
import { type Asked, groupCount, PageEnd } from "./page-end.tsx";

type Group = Omit<ComponentProps<typeof RunningGroup>, "count" | "contracts"> & {
  /** How many rows beside the contracts the group has in all. */
  readonly others?: number;
  readonly end?: ReactNode;
};

/** The running contracts by who has to act, each group with what else belongs there, and the way to further contracts. */
export function RunningGroups({
  list: { groups, nextRunning },
  asked,
  needsYou,
  waiting,
}: {
  list: ContractList;
  asked: Asked;
  needsYou: Group;
  waiting: Group;
}) {
  const hasMore = nextRunning !== null || asked.places.running !== undefined;
  const { needs_you, active } = groups;
  const running = [needs_you, groups.waiting, active].flat();
  return (
    <>
      <Running {...needsYou} contracts={needs_you} hasMore={hasMore} isLeading />
      <Running {...waiting} contracts={groups.waiting} hasMore={hasMore} />
      <div>
        <Running title="In progress" contracts={active} hasMore={hasMore} />
        <PageEnd
          list="running"
          page={{ rows: running, next: nextRunning }}
          asked={asked}
          noun="contracts"
        />
      </div>
    </>
  );
}

function Running({
  others = 0,
  end,
  hasMore,
  ...group
}: Group & { contracts: ContractList["groups"]["active"]; hasMore: boolean }) {
  const count = group.contracts.length + others;
  return (
    <div className="empty:hidden">
      <RunningGroup {...group} count={groupCount(count, hasMore)} />
      {end}
    </div>
  );
}

/** A page of what is done. */
export function DoneGroup({ list, asked }: { list: ContractList; asked: Asked }) {
  const { groups, doneCount, nextDone } = list;
  return (
    <div className="empty:hidden">
      <WorkGroup title="Done" count={groupCount(doneCount, false)}>
        {groups.done.map((contract) => (
          <FinishedContractItem key={contract.contractId} contract={contract} />
        ))}
      </WorkGroup>
      <PageEnd
        list="done"
        page={{ rows: groups.done, next: nextDone }}
        asked={asked}
        noun="finished jobs"
      />
    </div>
  );
}
