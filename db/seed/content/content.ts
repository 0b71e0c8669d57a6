import { clients } from "./clients.ts";
import type { DemoCategory, DemoContent, DemoJob, DemoJobInCategory } from "./demo-content.ts";
import { freelancers } from "./freelancers.ts";
import { data } from "./jobs/data.ts";
import { design } from "./jobs/design.ts";
import { engineering } from "./jobs/engineering.ts";
import { marketing } from "./jobs/marketing.ts";
import { mobileApps } from "./jobs/mobile-apps.ts";
import { operations } from "./jobs/operations.ts";
import { translation } from "./jobs/translation.ts";
import { videoAudio } from "./jobs/video-audio.ts";
import { webDevelopment } from "./jobs/web-development.ts";
import { recentWebDevelopment } from "./jobs/web-development-recent.ts";
import { writing } from "./jobs/writing.ts";
import { pastJobsOfAna } from "./past-jobs/of-ana.ts";
import { pastJobsOfNorthwind } from "./past-jobs/of-northwind.ts";
import { pastJobsOfOthers } from "./past-jobs/of-others.ts";
import { talks } from "./talks.ts";

export const content: DemoContent = {
  clients,
  freelancers,
  jobs: [
    ...inCategory("web-development", [...webDevelopment, ...recentWebDevelopment]),
    ...inCategory("mobile-apps", mobileApps),
    ...inCategory("design", design),
    ...inCategory("writing", writing),
    ...inCategory("translation", translation),
    ...inCategory("marketing", marketing),
    ...inCategory("data", data),
    ...inCategory("video-audio", videoAudio),
    ...inCategory("operations", operations),
    ...inCategory("engineering", engineering),
  ],
  pastJobs: [...pastJobsOfAna, ...pastJobsOfNorthwind, ...pastJobsOfOthers],
  talks,
};

function inCategory(category: DemoCategory, jobs: readonly DemoJobInCategory[]): DemoJob[] {
  return jobs.map((job) => ({ ...job, category }));
}
