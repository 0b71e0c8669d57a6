import type { Metadata } from "next";
import { ButtonLink } from "#components/ui/button";

export const metadata: Metadata = { title: "Nothing here" };

export default function NotFound() {
  return (
    <div className="page">
      <p className="eyebrow mb-2">404</p>
      <h1 className="text-3xl md:text-4xl">There is nothing here, or it is not yours to see.</h1>
      <p className="measure mt-4 text-ink-2">
        The address may be mistyped, or what was here is gone. Nothing of yours was changed.
      </p>
      <div className="mt-7 flex flex-wrap gap-3">
        <ButtonLink href="/jobs" variant="primary">
          See the open jobs
        </ButtonLink>
        <ButtonLink href="/">Go to the start page</ButtonLink>
      </div>
    </div>
  );
}
