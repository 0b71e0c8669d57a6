import { z } from "zod";

const token = z.object({
  regions: z.array(z.string()).min(1),
  ingestHost: z.string().default("ingest.uploadthing.com"),
});

/** Where browsers send files to when UPLOADTHING_TOKEN is this; nowhere else but here when there is none. */
export function cloudOrigins(uploadthingToken: string | undefined): string[] {
  if (!uploadthingToken) return [];
  const { regions, ingestHost } = token.parse(JSON.parse(atob(uploadthingToken)));
  return regions.map((region) => `https://${region}.${ingestHost}`);
}
