import { Link } from "#components/ui/link";

/** Above the title of every page below the settings. */
export function BackToSettings() {
  return (
    <Link href="/settings" className="hover:text-ink">
      Settings
    </Link>
  );
}
