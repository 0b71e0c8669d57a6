import { saveJob } from "#lib/jobs/save-job";
import type { Calendar } from "./calendar.ts";
import type { DemoContent } from "./content/demo-content.ts";
import type { PlannedJob } from "./planned-job.ts";
import { diceFor } from "./random.ts";
import type { StoryEvent } from "./stage.ts";

const SAVED_SHARE = 0.3;

/** Freelancers save some of the open jobs that ask for their skills and that they have not applied to. */
export function tellSavedJobs(
  content: DemoContent,
  jobs: readonly PlannedJob[],
  calendar: Calendar,
): StoryEvent[] {
  const open = jobs.filter(({ hiring, closedAgo }) => hiring === null && closedAgo === null);
  return content.freelancers.flatMap(({ key, skills }) => {
    const isFitting = (job: PlannedJob) =>
      skills.some((skill) => job.terms.skills.includes(skill)) &&
      !job.offers.some(({ proposal }) => proposal.freelancerKey === key);
    return open.filter(isFitting).flatMap((job) => {
      const dice = diceFor(`${key} saves ${job.key}`);
      if (!dice.chance(SAVED_SHARE)) return [];
      return [
        {
          at: calendar(job.postedAgo * dice.between(0.1, 0.9)),
          play: ({ tx, people, jobs }) =>
            saveJob(people.get(key), { jobId: jobs.get(job.key) }, tx),
        } satisfies StoryEvent,
      ];
    });
  });
}
