import { Link } from "#components/ui/link";
import { findConversationToOpen } from "#lib/conversations/queries/inbox";
import { pageActor } from "#lib/edge/page";
import { formatAsked, parseAsked } from "./inbox-address.tsx";
import { RoomSkeleton } from "./inbox-skeleton.tsx";
import { OpenNewest } from "./open-newest.tsx";

/**
 * No conversation is open. On a phone that is the list; on wider screens the newest one opens beside it, which only
 * the browser can know: until then its outline is there, and without scripts a link to it.
 */
export default async function InboxPage({ searchParams }: PageProps<"/inbox">) {
  const [actor, asked] = await Promise.all([pageActor(), searchParams]);
  const one = (name: string) => {
    const value = asked[name];
    return typeof value === "string" ? value : null;
  };
  const wanted = parseAsked({ get: one });
  const newestId = await findConversationToOpen(actor, wanted);
  if (!newestId) return <ChooseOne />;
  const href = `/inbox/${newestId}${formatAsked(wanted)}` as const;
  return (
    <div className="hidden min-h-0 md:flex md:flex-col">
      <OpenNewest conversationId={newestId} />
      <div className="flex min-h-0 flex-1 flex-col noscript:hidden">
        <RoomSkeleton />
      </div>
      <noscript>
        <p className="px-11 py-10 font-display text-xl">
          <Link href={href} className="link">
            Open the newest conversation
          </Link>
        </p>
      </noscript>
    </div>
  );
}

function ChooseOne() {
  return (
    <div className="hidden place-items-center px-11 text-center text-ink-3 md:grid">
      <div>
        <p className="font-display text-xl text-ink-2">Choose a conversation to read it here.</p>
        <p className="mt-2 text-sm pointer-coarse:hidden">
          <kbd>j</kbd> and <kbd>k</kbd> move through the list, <kbd>Enter</kbd> opens, <kbd>e</kbd>{" "}
          archives, <kbd>u</kbd> marks unread, <kbd>/</kbd> searches.
        </p>
      </div>
    </div>
  );
}
