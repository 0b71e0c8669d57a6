"use client";
"use no memo";

import { useRef } from "react";
import { ErrorReference } from "#components/layout/error-reference";
import { buttonClass } from "#components/ui/button-class";
import { useOncePer } from "#components/ui/focus-move";
import { Link } from "#components/ui/link";

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useOncePer("shown", () => heading.current?.focus());
  return (
    <div className="page">
      <p className="eyebrow mb-2">Something went wrong</p>
      <h1 ref={heading} tabIndex={-1} className="text-3xl outline-none md:text-4xl">
        This page could not be shown.
      </h1>
      <p className="measure mt-4 text-ink-2">
        The error is on our side, and showing a page changes nothing. If you just sent a form, go
        back to its page: it finds out whether that went through, and what you typed there is kept.
      </p>
      <div className="mt-7 flex flex-wrap gap-3">
        <button type="button" className={buttonClass({ variant: "primary" })} onClick={retry}>
          Try again
        </button>
        <Link href="/" className={buttonClass()}>
          Go to the start page
        </Link>
      </div>
      <ErrorReference error={error} />
    </div>
  );
}
