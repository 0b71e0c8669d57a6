import { readFileSync } from "node:fs";
import { z } from "zod";
import { DEFAULT_CATEGORIES } from "#lib/jobs/categories";
import {
  client,
  type DemoCategory,
  type DemoContent,
  type DemoJob,
  freelancer,
  job,
  pastJob,
  talk,
} from "./demo-content.ts";

/** The whole content of the demo marketplace. Throws with what is wrong in it, and in which file. */
export function readContent(): DemoContent {
  return {
    clients: readList("clients.json", client),
    freelancers: readList("freelancers.json", freelancer),
    jobs: DEFAULT_CATEGORIES.flatMap(readJobs),
    pastJobs: readList("past-jobs.json", pastJob),
    talks: readList("talks.json", talk),
  };
}

function readJobs(category: DemoCategory): DemoJob[] {
  return readList(`jobs/${category}.json`, job).map((posted) => ({ ...posted, category }));
}

function readList<Item extends z.ZodType>(name: string, item: Item): z.output<Item>[] {
  const text = readFileSync(new URL(name, import.meta.url), "utf8");
  const read = z.array(item).safeParse(JSON.parse(text));
  if (!read.success) throw new Error(`db/seed/content/${name}: ${z.prettifyError(read.error)}`);
  return read.data;
}
