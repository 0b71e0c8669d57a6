import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";

/** The person's name and the address of their public page. */
export function OwnFields({
  role,
  name,
  handle,
}: {
  role: "client" | "freelancer";
  name: string;
  handle: string;
}) {
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <Field
        name="name"
        label="Your name"
        {...(role === "client" ? { help: "Not shown on the company’s page." } : {})}
      >
        <Input autoComplete="name" defaultValue={name} />
      </Field>
      <Field
        name="handle"
        label="Address of your page"
        help={
          <>
            /{role}s/<b>{handle}</b> now. Links to the old address stop working when you change it.
          </>
        }
      >
        <Input autoCapitalize="none" spellCheck={false} defaultValue={handle} />
      </Field>
    </div>
  );
}
