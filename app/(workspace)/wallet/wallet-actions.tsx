import { Download } from "lucide-react";
import { ButtonLink, buttonClass } from "#components/ui/button";
import { pageActor } from "#lib/page";

/** What each role does with a wallet. The export is a file, not a page. */
export async function WalletActions() {
  const { role } = await pageActor();
  return (
    <>
      <a href="/wallet/export" download className={buttonClass()}>
        <Download aria-hidden="true" className="size-4" />
        Export
      </a>
      <ButtonLink href="/wallet/withdraw" variant={role === "freelancer" ? "primary" : "plain"}>
        Withdraw
      </ButtonLink>
      {role === "client" && (
        <ButtonLink href="/wallet/add-funds" variant="primary">
          Add funds
        </ButtonLink>
      )}
    </>
  );
}
