import { HouseLinks } from "#components/layout/house-links";
import { HouseName } from "#components/ui/house-name";
import { Link } from "#components/ui/link";

/** The end of the landing page: where everything else begins. */
export function Foot() {
  return (
    <footer className="mt-20 flex flex-wrap items-baseline justify-between gap-x-10 gap-y-4 border-t border-line py-7 text-sm text-ink-2">
      <p>
        <HouseName /> is run by the people who use it.
      </p>
      <nav aria-label="More" className="flex flex-wrap gap-x-6 gap-y-2">
        <Link href="/jobs" className="tap hover:text-ink">
          Jobs
        </Link>
        <Link href="/freelancers" className="tap hover:text-ink">
          Freelancers
        </Link>
        <Link href="/register" className="tap hover:text-ink">
          Register
        </Link>
        <Link href="/sign-in" className="tap hover:text-ink">
          Sign in
        </Link>
        <HouseLinks />
      </nav>
    </footer>
  );
}
