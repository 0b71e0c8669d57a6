import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Select } from "#components/ui/select";
import { AUDIT_KINDS, AUDIT_WORDS } from "#lib/audit/policy";
import type { AuditFilter } from "#lib/audit/schema";
import { dayOf } from "#lib/day";

/** Whose entries, of which kind and days. A plain form: it needs no scripts. */
export function AuditFilters({ filter: { person, kind, from, until } }: { filter: AuditFilter }) {
  return (
    <form
      method="get"
      action="/admin/audit"
      aria-label="Filter entries"
      className="flex flex-col gap-4 md:flex-row md:flex-wrap md:items-start"
    >
      <Field name="person" label="Person" optional className="md:w-80">
        <Input
          key={person}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          placeholder="E-mail address or id"
          defaultValue={person}
        />
      </Field>
      <Field name="kind" label="What" optional className="md:w-64">
        <Select
          placeholder="Everything"
          defaultValue={kind ?? ""}
          options={AUDIT_KINDS.map((value) => ({ value, label: AUDIT_WORDS[value].label }))}
        />
      </Field>
      <Field name="from" label="From" optional className="md:w-44">
        <Input type="date" max="9999-12-31" defaultValue={from ? dayOf(from) : ""} />
      </Field>
      <Field name="until" label="Until" optional help="By UTC" className="md:w-44">
        <Input type="date" max="9999-12-31" defaultValue={until ? dayOf(until) : ""} />
      </Field>
      <div className="flex flex-wrap gap-3">
        <Button type="submit" wide="phone">
          Show
        </Button>
        <Button type="submit" formAction="/admin/audit/download" variant="quiet" wide="phone">
          Download as CSV
        </Button>
      </div>
    </form>
  );
}
