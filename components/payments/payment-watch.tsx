"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useRef } from "react";
import { QueryProvider } from "#components/layout/query-provider";
import { Button } from "#components/ui/button";
import { useRefresh } from "#components/ui/use-refresh";
import type { PaymentStage } from "#lib/payments/policy";
import type { PaymentView } from "#lib/payments/wallet-views";

type Watched = {
  readonly paymentId: string;
  readonly stage: PaymentStage;
  /** Where the person has to go, while it requires that. */
  readonly actionAddress: string | null;
  /** The address says that it was begun right now. */
  readonly isNew: boolean;
};

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 10_000;

/**
 * Asks for a payment's state while its page is open, and refreshes the page when it changes. When the person turns
 * out to be needed at the provider, leads there; somebody who comes back is not sent away again. Asks less and less
 * often, and not while the page is hidden. Without JavaScript the page says to load it again.
 */
export function PaymentWatch(props: Watched) {
  return (
    <QueryProvider>
      <Watch {...props} />
    </QueryProvider>
  );
}

function Watch({ paymentId, stage, actionAddress, isNew }: Watched) {
  const { refresh } = useRefresh();
  const showAnew = useEffectEvent(() => void refresh());
  const shown = useRef(stage);
  const query = useQuery({
    queryKey: ["payment", paymentId],
    queryFn: () => fetchStanding(paymentId),
    refetchInterval: ({ state }) =>
      isFinal(state.data?.stage)
        ? false
        : waitAfter(state.dataUpdateCount + state.errorUpdateCount),
    retry: false,
  });
  const latest = query.data?.stage ?? stage;
  // The page may be drawn anew before its own question is answered.
  const leadsTo = query.data?.actionAddress ?? actionAddress;
  // Somebody who comes back comes to a payment that has been answered already, and to an address without `new`.
  const isFresh = useRef(isNew || stage === "created");
  useEffect(() => {
    shown.current = stage;
  }, [stage]);
  useEffect(() => {
    if (latest === shown.current) return;
    shown.current = latest;
    showAnew();
  }, [latest]);
  useEffect(() => {
    if (!isFresh.current || leadsTo === null) return;
    isFresh.current = false;
    if (isNew) forgetNew();
    location.assign(leadsTo);
  }, [leadsTo, isNew]);
  return (
    <div className="flex flex-wrap items-center gap-3 text-sm text-ink-2">
      <span className="noscript:hidden">
        {query.isError
          ? "The state of this payment could not be loaded. The payment goes on without this page."
          : waitingFor(stage)}
      </span>
      <span className="hidden noscript:inline">Reload this page to see the latest state.</span>
      {query.isError && (
        <Button size="sm" onClick={() => query.refetch()}>
          Check again
        </Button>
      )}
    </div>
  );
}

/** The page to which Back leads is the same, and leads nowhere by itself. */
function forgetNew(): void {
  const address = new URL(location.href);
  address.searchParams.delete("new");
  history.replaceState(history.state, "", address);
}

/** What the page waits for: the person, or the bank. */
function waitingFor(stage: PaymentStage): string {
  return stage === "requires_action"
    ? "This page updates once you have paid."
    : "This page updates when the bank answers. You can leave it: the payment goes on without it.";
}

type Standing = Pick<PaymentView, "actionAddress"> & { readonly stage: PaymentStage };

async function fetchStanding(paymentId: string): Promise<Standing> {
  const response = await fetch(`/api/payments/${paymentId}`, { cache: "no-store" });
  if (!response.ok) throw new Error(`The server answered ${response.status}`);
  const { stage, actionAddress }: Standing = await response.json();
  return { stage, actionAddress };
}

function isFinal(stage: PaymentStage | undefined): boolean {
  return stage === "settled" || stage === "failed";
}

/** 1 s for the first ten requests, then growing to 10 s. */
function waitAfter(questions: number): number {
  return Math.min(Math.max(FIRST_WAIT_MS, (questions - 9) * FIRST_WAIT_MS), LONGEST_WAIT_MS);
}
