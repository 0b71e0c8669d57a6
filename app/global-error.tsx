"use client";
"use no memo";

import { ErrorReference } from "#components/layout/error-reference";
import { buttonClass } from "#components/ui/button-class";
import { typefaceClass } from "./typefaces.tsx";
import "./globals.css";

/** When even the frame failed: a separate document. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en" className={typefaceClass}>
      <head>
        <title>Something went wrong</title>
      </head>
      <body>
        <main className="page">
          <p className="eyebrow mb-2">Something went wrong</p>
          <h1 className="text-3xl md:text-4xl">This page could not be shown.</h1>
          <p className="measure mt-4 text-ink-2">
            The error is on our side, and showing a page changes nothing. If you just sent a form,
            go back to its page: it finds out whether that went through.
          </p>
          <div className="mt-7">
            <button type="button" className={buttonClass({ variant: "primary" })} onClick={retry}>
              Try again
            </button>
          </div>
          <ErrorReference error={error} />
        </main>
      </body>
    </html>
  );
}
