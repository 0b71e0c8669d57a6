import { ArrowLeft } from "lucide-react";
import { Link } from "#components/ui/link";

/** Above the title of every page below the wallet. */
export function BackToWallet() {
  return (
    <Link href="/wallet" className="inline-flex items-center gap-1.5 hover:text-ink">
      <ArrowLeft aria-hidden="true" className="size-3.5" strokeWidth={2.5} />
      Wallet
    </Link>
  );
}
