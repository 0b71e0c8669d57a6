import { z } from "zod";

const token = z.object({
  regions: z.array(z.string()).min(1),
  ingestHost: z.string().default("ingest.uploadthing.com"),
});

/** Where browsers send files with this UPLOADTHING_TOKEN; without a token, only to us. */
export function cloudOrigins(uploadthingToken: string | undefined): string[] {
  if (!uploadthingToken) return [];
  const { regions, ingestHost } = token.parse(JSON.parse(atob(uploadthingToken)));
  return regions.map((region) => `https://${region}.${ingestHost}`);
}
