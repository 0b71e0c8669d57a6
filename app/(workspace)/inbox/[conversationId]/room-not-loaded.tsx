"use client";

import Link from "next/link";
import { Button } from "#components/ui/button";

/** The conversation could not be fetched, and nothing of it is known here. */
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
