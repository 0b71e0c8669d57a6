"use client";

import { ErrorReference } from "#components/layout/error-reference";
import { Button } from "#components/ui/button";
import "./globals.css";

/** When even the frame failed: a document of its own. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <head>
        <title>Something went wrong · WorkHub</title>
      </head>
      <body>
        <main className="page">
          <p className="eyebrow mb-2">Something went wrong</p>
          <h1 className="text-3xl md:text-4xl">WorkHub could not be shown.</h1>
          <p className="measure mt-4 text-ink-2">
            The mistake is on our side. Showing a page changes nothing: no money moved. Try again in
            a moment.
          </p>
          <div className="mt-7">
            <Button variant="primary" onClick={retry}>
              Try again
            </Button>
          </div>
          <ErrorReference error={error} />
        </main>
      </body>
    </html>
  );
}
