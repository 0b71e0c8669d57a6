import { ContactNote } from "#components/layout/contact-note";
import type { ProposalView } from "#lib/proposals/schema";
import { findHints } from "#lib/shield/policy";

/** What in a proposal's words leads away from here, for either side. */
export function LetterNote({
  proposal: { coverLetter, asked },
  to,
  className,
}: {
  proposal: Pick<ProposalView, "coverLetter" | "asked">;
  to: "author" | "reader";
  className?: string;
}) {
  const text = [coverLetter, ...asked.map(({ answer }) => answer ?? "")].join("\n");
  return <ContactNote hints={findHints(text)} to={to} {...(className ? { className } : {})} />;
}
