"use server";

import { refresh } from "next/cache";
import { formAction } from "#lib/action";
import { requireActor } from "#lib/auth/session";
import { resolveReport } from "#lib/conversations/resolve-report";
import { resolveReportInput } from "#lib/conversations/schema";

export const resolveReportAction = formAction(resolveReportInput, async (input) => {
  await resolveReport(await requireActor("admin"), input);
  refresh();
  return { message: "The report is marked as dealt with." };
});
