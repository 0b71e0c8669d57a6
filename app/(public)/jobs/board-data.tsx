import type { ClientRecord, JobData } from "#components/jobs/job-detail";
import type { JobRowData } from "#components/jobs/job-row";
import { withQuery } from "./board-address.tsx";

/** One job as the panel shows it; from the page's own render, or as JSON later. */
export type PanelData = { readonly job: JobData; readonly record: ClientRecord | null };

export type RowsData = { readonly jobs: readonly JobRowData[]; readonly next: string | null };

/** Null when there is no such job (any more). */
export async function fetchPanel(jobId: string): Promise<PanelData | null> {
  const response = await fetch(`/api/jobs/${encodeURIComponent(jobId)}`);
  if (response.status === 404) return null;
  return readJson<PanelData>(response);
}

/** The page of the list that begins after the cursor. */
export async function fetchRows(query: string, after: string): Promise<RowsData> {
  const address = withQuery(query, { after });
  return readJson<RowsData>(await fetch(address.replace("/jobs", "/api/jobs")));
}

/** Guarantee: our own route handler of the same build answers with this view, moments as text. */
async function readJson<T>(response: Response): Promise<T> {
  if (!response.ok) throw new Error(`The server answered ${response.status}`);
  return (await response.json()) as T;
}
