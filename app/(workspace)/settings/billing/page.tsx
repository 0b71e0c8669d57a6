import type { Metadata } from "next";
import { Suspense } from "react";
import { ActionForm } from "#components/ui/action-form";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { PageHeader } from "#components/ui/section";
import { Select } from "#components/ui/select";
import { Loading, Skeleton } from "#components/ui/skeleton";
import { SubmitButton } from "#components/ui/submit-button";
import { Textarea } from "#components/ui/textarea";
import { COUNTRIES } from "#lib/billing/countries";
import { getBillingDetails } from "#lib/billing/queries/billing-details";
import { BILLING_LENGTHS, type BillingDetailsView } from "#lib/billing/schema";
import { orNotFound, pageActor } from "#lib/edge/page";
import { BackToSettings } from "../back-to-settings.tsx";
import { saveBillingAction } from "./actions.ts";

export const metadata: Metadata = { title: "Billing details" };

export default function BillingPage() {
  return (
    <div className="page">
      <div className="flex max-w-lg flex-col gap-7">
        <PageHeader eyebrow={<BackToSettings />} title="Billing details" />
        <p className="measure text-ink-2">
          What invoices show of you. Nothing of it is on your public page, and an invoice that was
          issued stays as it is.
        </p>
        <Suspense
          fallback={
            <Loading className="flex flex-col gap-6">
              <Skeleton className="h-[92px]" />
              <Skeleton className="h-[140px]" />
              <Skeleton className="h-[92px]" />
              <Skeleton className="h-10 w-24" />
            </Loading>
          }
        >
          <BillingForm />
        </Suspense>
      </div>
    </div>
  );
}

async function BillingForm() {
  const details = await orNotFound(getBillingDetails(await pageActor()));
  return (
    <ActionForm action={saveBillingAction} label="Billing details" className="gap-6">
      <Field
        name="name"
        label="Name or company"
        help={
          <>
            Left empty, invoices show <bdi className="font-semibold">{details.profileName}</bdi>.
          </>
        }
        optional
      >
        <Input
          autoComplete="organization"
          maxLength={BILLING_LENGTHS.name}
          defaultValue={details.name}
        />
      </Field>
      <Field name="address" label="Address" help="Without the country." optional>
        <Textarea
          rows={4}
          autoComplete="street-address"
          maxLength={BILLING_LENGTHS.address}
          defaultValue={details.address}
        />
      </Field>
      <Field name="country" label="Country" optional>
        <Select
          options={COUNTRIES}
          placeholder="Choose a country"
          autoComplete="country"
          defaultValue={details.country ?? undefined}
        />
      </Field>
      <VatFields {...details} />
      <SubmitButton pendingLabel="Saving…">Save</SubmitButton>
    </ActionForm>
  );
}

/** Only who is paid charges VAT. */
function VatFields({ role, vatNumber, vatBasisPoints }: BillingDetailsView) {
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <Field name="vatNumber" label="VAT number" optional>
        <Input autoCapitalize="characters" spellCheck={false} defaultValue={vatNumber ?? ""} />
      </Field>
      {role === "freelancer" && (
        <Field
          name="vatRate"
          label="VAT in percent"
          help="Your prices contain it: what a client pays does not change."
          optional
        >
          <Input
            inputMode="decimal"
            defaultValue={vatBasisPoints > 0 ? String(vatBasisPoints / 100) : ""}
          />
        </Field>
      )}
    </div>
  );
}
