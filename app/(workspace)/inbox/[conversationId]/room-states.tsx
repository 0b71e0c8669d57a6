"use no memo";

import { Button } from "#components/ui/button";
import { cn } from "#components/ui/cn";
import { Link } from "#components/ui/link";

/** Over a conversation while files are being dragged. */
export function DropHere({ isOver, name }: { isOver: boolean; name: string }) {
  return (
    <div
      aria-hidden="true"
      className={cn(
        "pointer-events-none absolute inset-3 z-10 grid place-items-center rounded border-2 border-dashed border-accent font-display text-xl",
        isOver ? "bg-accent-wash" : "bg-paper/80",
      )}
    >
      Drop files here to send them to <bdi>{name}</bdi>
    </div>
  );
}

/** The conversation could not be loaded, and nothing of it is known here. */
export function RoomNotLoaded({ retry }: { retry: () => void }) {
  return (
    <div role="alert" className="px-[18px] py-10 lg:px-9">
      <h1 className="text-2xl">This conversation could not be loaded</h1>
      <p className="measure mt-1.5 text-ink-2">
        Nothing is lost. Check the connection, then try again.
      </p>
      <div className="mt-4 flex flex-wrap items-center gap-4">
        <Button onClick={retry}>Try again</Button>
        <Link href="/inbox" className="link md:hidden">
          Back to the inbox
        </Link>
      </div>
    </div>
  );
}
