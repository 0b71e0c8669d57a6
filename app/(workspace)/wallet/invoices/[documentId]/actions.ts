"use server";

import { correctInvoice } from "#lib/billing/correct-invoice";
import { correctInvoiceInput } from "#lib/billing/schema";
import { formAction } from "#lib/edge/action";

export const correctInvoiceAction = formAction(
  { name: "correct-invoice", input: correctInvoiceInput },
  async (input, { actor, tx }) => {
    const { documentId } = await correctInvoice(actor, input, tx);
    return {
      goTo: `/wallet/invoices/${documentId}`,
      outdated: `/wallet/invoices/${input.documentId}`,
    };
  },
);
