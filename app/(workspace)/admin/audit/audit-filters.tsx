import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Select } from "#components/ui/select";
import { AUDIT_KINDS, AUDIT_WORDS } from "#lib/audit/policy";
import type { AuditFilter } from "#lib/audit/schema";

/** Whose entries, and of which kind. A plain form: it needs no scripts. */
export function AuditFilters({ filter: { person, kind } }: { filter: AuditFilter }) {
  return (
    <form
      method="get"
      action="/admin/audit"
      aria-label="Filter entries"
      className="flex flex-col gap-4 md:flex-row md:items-end"
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
      <Button type="submit" wide="phone">
        Show
      </Button>
    </form>
  );
}
