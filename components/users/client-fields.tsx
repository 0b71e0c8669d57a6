import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Select } from "#components/ui/select";
import { Textarea } from "#components/ui/textarea";
import { type ClientView, COMPANY_SIZES, LENGTHS } from "#lib/users/schema";
import { AvatarField } from "./avatar-field.tsx";

/** What a client says about the company; `client` is the present text. */
export function ClientFields({ name, client }: { name: string; client?: ClientView }) {
  return (
    <>
      <AvatarField
        name={client?.companyName ?? name}
        avatarFileId={client?.avatarFileId ?? null}
        label="Logo or picture"
      />
      <Field
        name="companyName"
        label="Company"
        help="Your own name is fine if you hire for yourself."
      >
        <Input autoComplete="organization" defaultValue={client?.companyName} />
      </Field>
      <Field
        name="about"
        label="About"
        help="What you do, and what you usually need help with. Freelancers read it before they apply."
        optional
      >
        <Textarea rows={5} maxLength={LENGTHS.bio} defaultValue={client?.about} />
      </Field>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field name="website" label="Website" optional>
          <Input
            type="text"
            inputMode="url"
            autoComplete="url"
            autoCapitalize="none"
            spellCheck={false}
            placeholder="example.com"
            defaultValue={client?.website ?? undefined}
          />
        </Field>
        <Field name="location" label="Location" optional>
          <Input placeholder="City, country" defaultValue={client?.location ?? undefined} />
        </Field>
        <Field name="size" label="Size" optional>
          <Select
            options={COMPANY_SIZES}
            placeholder="Prefer not to say"
            defaultValue={client?.size ?? undefined}
          />
        </Field>
      </div>
    </>
  );
}
