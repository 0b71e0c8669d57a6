import { Link } from "#components/ui/link";

/** Leads to the inbox while it has something unread. */
export function UnreadMessages({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <p className="border-y border-line py-4 text-sm text-ink-2">
      You have unread messages in {count === 1 ? "1 conversation" : `${count} conversations`}.{" "}
      <Link href="/inbox?filter=unread" className="link">
        Read them in the inbox
      </Link>
    </p>
  );
}
