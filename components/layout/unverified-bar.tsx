import { Link } from "#components/ui/link";

/** For people who have not confirmed their e-mail address, below the top bar: what they cannot do yet, and why. */
export function UnverifiedBar() {
  return (
    <aside
      aria-label="Your e-mail address"
      className="border-b border-line bg-accent-wash px-[18px] py-2.5 text-[0.875rem] md:px-7"
    >
      <p>
        Open the link in the mail that we sent you, to confirm your address. Until then you can look
        around and fill in your profile.{" "}
        <Link href="/verify-email" className="link">
          Send the mail again
        </Link>
      </p>
    </aside>
  );
}
