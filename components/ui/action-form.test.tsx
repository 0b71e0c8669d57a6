import { renderToString } from "react-dom/server";
import { expect, test, vi } from "vitest";
import { type FormState, idleForm } from "#lib/forms/state";
import { ActionForm } from "./action-form.tsx";
import { ConfirmForm } from "./confirm-form.tsx";
import { Field } from "./field.tsx";
import { FormOriginProvider } from "./form-origin.tsx";
import { Input } from "./input.tsx";
import { LeftoverAnswer } from "./leftover-answer.tsx";

vi.mock("next/navigation", () => ({
  useRouter: () => ({ push: () => {}, refresh: () => {} }),
  usePathname: () => "/",
  unstable_isUnrecognizedActionError: () => false,
  unstable_rethrow: () => {},
}));

const ANA = {
  userId: "usr_00000000000000000000000001",
  name: "Ana",
  deviceKey: "07".repeat(32),
} as const;
const action = async (): Promise<FormState> => idleForm;

function page(state: FormState | null, formId = "") {
  return renderToString(
    <FormOriginProvider
      documentKey="document"
      viewer={ANA}
      answer={state && { formId, key: "key-of-before", state }}
    >
      {state && <LeftoverAnswer state={state} />}
      <ActionForm action={action} label="Test">
        <Field name="title" label="Title">
          <Input />
        </Field>
      </ActionForm>
      <ConfirmForm action={action} label="Open" submitLabel="Do it">
        <p>What will happen.</p>
      </ConfirmForm>
    </FormOriginProvider>,
  );
}

const idOf = (html: string) => /name="_form" value="([^"]+)"/.exec(html)?.[1] ?? "";

test("every form names itself, the key under which it runs once, and the person for whom it was made", () => {
  const html = page(null);
  expect(html).toContain(`name="_key" value="document.${idOf(html)}"`);
  expect(html.match(new RegExp(`name="_for" value="${ANA.userId}"`, "g"))).toHaveLength(2);
  expect(html).toContain('name="_for_name" value="Ana"');
});

test("what was typed comes back without scripts; our failure keeps the key of the intent", () => {
  const error = {
    status: "error",
    message: "No.",
    fieldErrors: {},
    values: { title: "Kept" },
  } as const;
  const formId = idOf(page(null));
  const refused = page(error, formId);
  expect(refused).toContain('value="Kept"');
  expect(refused).toContain(`name="_key" value="document.${formId}"`);
  expect(page({ ...error, requestId: "req-1" }, formId)).toContain(
    'name="_key" value="key-of-before"',
  );
});

test("a form that asks who it is keeps what was typed, and asks in the ways that the person has", () => {
  const asked = {
    status: "error",
    message: "Confirm that it is you.",
    fieldErrors: {},
    values: { title: "Kept" },
  } as const;
  const formId = idOf(page(null));
  const byPassword = page({ ...asked, proof: ["password"] }, formId);
  expect(byPassword).toContain('value="Kept"');
  expect(byPassword).toContain('name="_proof_password"');
  expect(byPassword).not.toMatch(/_proof_(?:code|passkey)/);
  const byAll = page({ ...asked, proof: ["password", "code", "passkey"] }, formId);
  expect(byAll).toContain('name="_proof_code"');
  expect(byAll).toContain('name="_proof_passkey"');
  expect(page(asked, formId)).not.toContain("_proof_");
});

test("the answer to a form that is no longer on the page is shown with the words that were typed", () => {
  const error = {
    status: "error",
    message: "Closed.",
    fieldErrors: {},
    values: { a: "Two words", b: "job_1" },
  } as const;
  const html = page(error, "another");
  expect(html).toContain("Closed.");
  expect(html).toContain("Two words");
  expect(html).not.toContain("job_1");
});
