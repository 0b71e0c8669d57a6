import { Download } from "lucide-react";
import { ButtonLink } from "#components/ui/button";
import { buttonClass } from "#components/ui/button-class";
import { pageActor } from "#lib/edge/page";
import { canAddFunds } from "#lib/payments/add-funds";
import { formatHistoryFilter, parseHistoryFilter } from "#lib/payments/history-filter";
import { getAvailable } from "#lib/payments/queries/wallet";

/** What each role does with a wallet. The export is a file and not a page; it keeps the screen's filters. */
export async function WalletActions({ searchParams }: Pick<PageProps<"/wallet">, "searchParams">) {
  const actor = await pageActor();
  const { role } = actor;
  const canWithdraw = role === "freelancer" && (await getAvailable(actor)) > 0;
  const query = formatHistoryFilter(parseHistoryFilter(await searchParams));
  return (
    <>
      <a
        href={query ? `/wallet/export?${query}` : "/wallet/export"}
        download
        className={buttonClass()}
      >
        <Download aria-hidden="true" className="size-4" />
        Export
      </a>
      <ButtonLink href="/wallet/books">Statements</ButtonLink>
      <ButtonLink href="/wallet/invoices">Invoices</ButtonLink>
      <ButtonLink href="/wallet/withdraw" variant={canWithdraw ? "primary" : "plain"}>
        Withdraw
      </ButtonLink>
      {canAddFunds(role) && (
        <ButtonLink href="/wallet/add-funds" variant="primary">
          Add funds
        </ButtonLink>
      )}
    </>
  );
}
