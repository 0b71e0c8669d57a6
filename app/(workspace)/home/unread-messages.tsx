import Link from "next/link";

/** Leads to the inbox while something there has not been read. */
export function UnreadMessages({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <p className="border-y border-line py-4 text-sm text-ink-2">
      {count === 1 ? "One conversation has" : `${count} conversations have`} messages that you have
      not read.{" "}
      <Link href="/inbox?filter=unread" className="link">
        Read {count === 1 ? "it" : "them"} in the inbox
      </Link>
    </p>
  );
}
