import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";

/** Asks for the days of books, and downloads them. A plain form: the browser shows how far the file is. */
export function BookForm({
  action,
  statement,
  timeZone,
}: {
  action: string;
  /** Where the statement of these days is by itself. */
  statement?: string;
  timeZone: string;
}) {
  return (
    <form method="get" action={action} aria-label="Books" className="flex flex-col gap-5">
      <div className="grid gap-5 sm:grid-cols-2">
        <Field name="from" label="From" optional>
          <Input type="date" max="9999-12-31" />
        </Field>
        <Field name="until" label="Until" optional>
          <Input type="date" max="9999-12-31" />
        </Field>
      </div>
      <p className="text-sm text-ink-2">
        Days are those of {timeZone}. Left empty, it is everything.
      </p>
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="primary" wide="phone">
          Download the ZIP file
        </Button>
        {statement !== undefined && (
          <Button type="submit" formAction={statement} wide="phone">
            Only the statement, as PDF
          </Button>
        )}
      </div>
    </form>
  );
}
