"use server";

import { saveBillingDetails } from "#lib/billing/save-billing-details";
import { saveBillingDetailsInput } from "#lib/billing/schema";
import { formAction } from "#lib/edge/action";

export const saveBillingAction = formAction(
  { name: "save-billing", evenUnverified: true, input: saveBillingDetailsInput },
  async (input, { actor, tx }) => {
    await saveBillingDetails(actor, input, tx);
    return {
      message: "Saved. Invoices that are issued from now on show it.",
      showsAnew: true,
    };
  },
);
