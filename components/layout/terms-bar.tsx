import { Link } from "#components/ui/link";

/** For people who are asked to agree to a new version of the terms, below the top bar. */
export function TermsBar() {
  return (
    <aside
      aria-label="The terms"
      className="border-b border-line bg-accent-wash px-[18px] py-2.5 text-[0.875rem] md:px-7"
    >
      <p>
        There are new terms.{" "}
        <Link href="/terms" className="link">
          Read them and say whether you agree
        </Link>
      </p>
    </aside>
  );
}
