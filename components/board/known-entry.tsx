"use no memo";

import type { ReactNode } from "react";
import { Button, ButtonLink } from "#components/ui/button";
import { FormMessage } from "#components/ui/form-message";
import type { KnownProps } from "./board-kind.tsx";

/** What cannot be loaded now: what its row in the list said, and the way to try again. */
export function KnownEntry({
  one,
  title,
  page,
  headingId,
  isOffline,
  retry,
  close,
  children,
}: Omit<KnownProps<never>, "row"> & {
  /** What it is: "job". */
  one: string;
  /** Null when it is in no list. */
  title: string | null;
  /** Its own page, which can be read without a connection if it was opened before. */
  page: `/jobs/${string}` | `/freelancers/${string}` | null;
  children: ReactNode;
}) {
  return (
    <article>
      <div className="flex justify-end max-lg:hidden">{close}</div>
      <h2
        id={headingId}
        tabIndex={-1}
        className="mt-1 max-w-[14.1em] text-3xl outline-none md:text-[2.25rem]"
      >
        {title === null ? `This ${one} could not be loaded` : <bdi>{title}</bdi>}
      </h2>
      {children}
      <FormMessage tone="note" className="mt-6">
        <p role="status">
          {isOffline
            ? `There is no connection, so the rest of this ${one} cannot be shown. It loads by itself when the connection is back.`
            : `The rest of this ${one} could not be loaded: the connection or our server failed. Nothing was changed.`}
        </p>
      </FormMessage>
      <div className="mt-4 flex flex-wrap gap-3">
        <Button onClick={retry}>Try again</Button>
        {isOffline && page && <ButtonLink href={page}>Read it as you last opened it</ButtonLink>}
      </div>
    </article>
  );
}
