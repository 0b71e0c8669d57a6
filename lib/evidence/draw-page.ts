import { describeEvent } from "#lib/contracts/describe-event";
import { type Cents, formatCents } from "#lib/money";
import { type Html, html } from "./internal/html.ts";
import { STYLE } from "./internal/page-style.ts";
import type { Facts } from "./queries/facts.ts";

export type People = { readonly client: string; readonly freelancer: string };
type Side = keyof People;

/**
 * The facts as one page for people: it holds everything that it needs, has no scripts, and can be printed. The same
 * facts make the same bytes. Times are in UTC.
 */
export function drawPage({
  people,
  facts,
  head,
}: {
  readonly people: People;
  readonly facts: Facts;
  readonly head: string;
}): string {
  const { agreement } = facts;
  const page = html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Evidence: ${agreement.job.title}</title>
<style>${STYLE}</style>
<main>
<header>
<h1>${agreement.job.title}</h1>
<p>Evidence of contract ${agreement.contractId}, between ${person(people, "client")} (client) and ${person(people, "freelancer")} (freelancer). All times are in UTC.</p>
<p>Head of the hashes: <code>${head}</code></p>
<p class="soft">Every entry of this bundle stands in <code>manifest.json</code> with its SHA-256, chained up to this head. The page itself was hashed with zeros in place of the head. Whoever runs WorkHub can check it: <code>npm run evidence:verify -- FILE</code>.</p>
</header>
${agreementSection(facts, people)}
${workSection(facts)}
${conversationSection(facts, people)}
${moneySection(facts)}
${disputeSection(facts, people)}
${historySection(facts, people)}
${seenSection(facts, people)}
</main>
</html>
`;
  return page.text;
}

function agreementSection({ agreement }: Facts, people: People): Html {
  const { job, offer, versions, changes } = agreement;
  return html`<section>
<h2>What was agreed</h2>
${versions.map(
  ({ version, agreedAt, acceptedBy, proposedBy, terms, hash }) => html`<h3>Version ${version}</h3>
<p>Proposed by ${person(people, proposedBy)}, accepted by ${person(people, acceptedBy)} on ${time(agreedAt)}. <span class="hash">SHA-256 <code>${hash}</code></span></p>
<table><thead><tr><th>Milestone<th>Days<th>Rounds of changes<th class="amount">Amount</thead>
${terms.milestones.map(
  (each) =>
    html`<tr><td>${each.number}${each.title === "" ? "" : `. ${each.title}`}<td>${each.days}<td>${each.rounds ?? "no limit"}<td class="amount">${amount(each.amountCents)}`,
)}
</table>
${terms.milestones.map(
  (each) =>
    html`${list(
      `Checklist of milestone ${each.number}`,
      (each.checklist ?? job.checklist).map((item) => html`${item}`),
    )}`,
)}
<p>Payment ${terms.releaseRule === "on_approval" ? `on approval, after a review window of ${terms.reviewWindowDays} days` : "on submission"}.</p>`,
)}
<h3>The job, as both agreed to it</h3>
<p class="text">${job.description}</p>
${fileList(job.files)}
<h3>The offer that was accepted</h3>
<p class="text">${offer.coverLetter}</p>
${list(
  "Answers",
  offer.answers.map(({ question, answer }) => html`${question}: ${answer}`),
)}
${fileList(offer.files)}
${list(
  "Changes and settlements that were proposed",
  changes.map(
    (change) =>
      html`${time(change.createdAt)}: ${change.shares ? "a settlement" : "a change"} by ${person(people, change.proposedBy)}, ${change.status}${change.decidedAt ? html` on ${time(change.decidedAt)}` : null}${change.note === "" ? "" : `. “${change.note}”`}${change.declineReason === null ? "" : `. Declined: “${change.declineReason}”`}`,
  ),
)}
</section>`;
}

function workSection({ work }: Facts): Html {
  return html`<section>
<h2>The work</h2>
${work.map(
  ({
    number,
    title,
    status,
    submissions,
    dueAt,
  }) => html`<h3>Milestone ${number}${title === "" ? "" : `. ${title}`}</h3>
<p>${status}${dueAt ? html`, due ${time(dueAt)}` : null}</p>
${submissions.length === 0 ? html`<p>Nothing was submitted.</p>` : null}
${submissions.map(
  (each) => html`<article><h4>Version ${each.number}, ${time(each.createdAt)}</h4>
<p class="text">${each.note}</p>
${list(
  "Ticked",
  each.ticks.map(({ item, word }) => html`${item}${word === "" ? "" : `: ${word}`}`),
)}
${fileList(each.files)}
${
  each.changesRequestedAt
    ? html`<p><b>Changes requested</b> on ${time(each.changesRequestedAt)}:</p><p class="text">${each.changesNote ?? ""}</p>${list(
        "Not met",
        each.unmet.map((item) => html`${item}`),
      )}`
    : null
}</article>`,
)}`,
)}
</section>`;
}

function conversationSection({ conversation }: Facts, people: People): Html {
  return html`<section>
<h2>The conversation</h2>
${conversation.length === 0 ? html`<p>Nothing was written.</p>` : null}
${conversation.map(
  (
    message,
  ) => html`<article><h4>${message.number}. ${person(people, message.from)}, ${time(message.sentAt)}</h4>
${message.text === null ? html`<p class="soft">Deleted at ${time(message.deletedAt)}.</p>` : html`<p class="text">${message.text}</p><p class="hash">SHA-256 <code>${message.sha256}</code></p>`}
${message.editedAt ? html`<p class="soft">Edited at ${time(message.editedAt)}.</p>` : null}
${fileList(message.files)}
${message.before.map(
  ({
    until,
    text,
    sha256,
    files,
  }) => html`<div class="before"><p class="soft">Until ${time(until)} it was:</p>
${text === null ? null : html`<p class="text">${text}</p>`}<p class="hash">SHA-256 <code>${sha256}</code></p>
${list(
  "Files removed then",
  files.map(
    (file) =>
      html`${file.name}, ${file.sizeBytes} bytes <span class="hash">SHA-256 <code>${file.sha256}</code></span>`,
  ),
)}</div>`,
)}</article>`,
)}
</section>`;
}

function moneySection({ payments }: Facts): Html {
  return html`<section>
<h2>The money</h2>
${payments.map(
  ({
    milestone,
    title,
    amountCents,
    entries,
    releasedCents,
    earnedCents,
    refundedCents,
  }) => html`<h3>Milestone ${milestone}${title === "" ? "" : `. ${title}`}</h3>
<p>${amount(amountCents)} agreed, ${amount(releasedCents)} released, of which ${amount(earnedCents)} went to the freelancer after the fee, ${amount(refundedCents)} refunded.</p>
${
  entries.length === 0
    ? html`<p>Nothing was held.</p>`
    : html`<table><thead><tr><th>When<th>What<th class="amount">Amount<th class="amount">Held after<th>The ledger’s hash</thead>
${entries.map(
  (entry) =>
    html`<tr><td>${time(entry.occurredAt)}<td>${entry.kind}<td class="amount">${amount(entry.amountCents)}<td class="amount">${amount(entry.balanceAfterCents)}<td class="hash"><code>${entry.hash}</code>`,
)}
</table>`
}`,
)}
</section>`;
}

function disputeSection({ disputes }: Facts, people: People): Html | null {
  if (disputes.length === 0) return null;
  const voice = (by: Side | "mediator") =>
    by === "mediator" ? html`The mediator` : person(people, by);
  return html`<section>
<h2>What was disputed</h2>
${disputes.map(
  (
    dispute,
  ) => html`<h3>${amount(dispute.amountCents)} of milestone ${dispute.milestoneNumber}, ${time(dispute.createdAt)}</h3>
<p>Opened by ${voice(dispute.openedBy)}, who asks for ${amount(dispute.claimToFreelancerCents)} to the freelancer:</p>
<p class="text">${dispute.reason}</p>
${list(
  "Items of the checklist",
  dispute.items.map((item) => html`${item}`),
)}
${dispute.answer === null ? html`<p>Not answered.</p>` : html`<p><b>Answer</b>, ${time(dispute.answeredAt)}:</p><p class="text">${dispute.answer}</p>`}
${list(
  "Offers",
  dispute.offers.map(
    (offer) =>
      html`${offer.number}. ${voice(offer.by)}, ${time(offer.createdAt)}: ${amount(offer.toFreelancerCents)} to the freelancer, ${offer.status}${offer.note === "" ? "" : `. “${offer.note}”`}`,
  ),
)}
${dispute.statements.map(
  (
    each,
  ) => html`<article><h4>${voice(each.by)}, ${time(each.at)}${each.asks ? `, asks ${each.asks}` : ""}</h4>
<p class="text">${each.text}</p>${fileList(each.files)}</article>`,
)}
${dispute.decisions.map(
  (
    each,
  ) => html`<article><h4>Decision ${each.round}, ${time(each.createdAt)}: ${amount(each.toFreelancerCents)} to the freelancer</h4>
${list(
  "Findings",
  each.findings.map(
    ({ claim, found, why }) => html`${claim}: ${found.replaceAll("_", " ")}. ${why}`,
  ),
)}
<p class="text">${each.reason}</p></article>`,
)}
${dispute.appealReason === null ? null : html`<p><b>Appeal</b>, ${time(dispute.appealedAt)}:</p><p class="text">${dispute.appealReason}</p>`}
${dispute.outcome ? html`<p><b>Ended</b> ${time(dispute.endedAt)}: ${dispute.outcome.replaceAll("_", " ")}${dispute.toFreelancerCents === null ? "" : `, ${amount(dispute.toFreelancerCents)} to the freelancer`}.</p>` : null}`,
)}
</section>`;
}

function historySection({ history }: Facts, people: People): Html {
  const names = { viewer: null, ...people };
  return html`<section>
<h2>What happened</h2>
<table><thead><tr><th>When<th>What<th class="amount">Amount<th class="amount">Held after</thead>
${history.map((event) => {
  const { what, rest } = describeEvent({ ...event, actor: event.by }, names);
  return html`<tr><td>${time(event.at)}<td>${what}${rest}<td class="amount">${amount(event.amountCents)}<td class="amount">${amount(event.heldAfterCents)}`;
})}
</table>
</section>`;
}

function seenSection({ seen }: Facts, people: People): Html {
  return html`<section>
<h2>Who saw what</h2>
${list(
  "Messages",
  seen.messages.map(
    ({ who, upToMessage }) => html`${person(people, who)} had read up to message ${upToMessage}.`,
  ),
)}
${
  seen.told.length === 0
    ? null
    : html`<table><thead><tr><th>Who was told<th>Of what<th>When<th>Seen</thead>
${seen.told.map(
  ({ who, kind, at, seenAt }) =>
    html`<tr><td>${person(people, who)}<td>${kind.replaceAll("_", " ")}<td>${time(at)}<td>${seenAt ? time(seenAt) : "not seen"}`,
)}
</table>`
}
</section>`;
}

function person(people: People, side: Side): Html {
  return html`<bdi>${people[side]}</bdi>`;
}

function list(title: string, items: readonly Html[]): Html | null {
  if (items.length === 0) return null;
  return html`<p><b>${title}</b></p><ul>${items.map((item) => html`<li>${item}`)}</ul>`;
}

function fileList(
  files: readonly { path: string; name: string; sizeBytes: number; sha256: string }[],
) {
  return list(
    "Files",
    files.map(
      ({ path, name, sizeBytes, sha256 }) =>
        html`<a href="${path.split("/").map(encodeURIComponent).join("/")}"><bdi>${name}</bdi></a>, ${sizeBytes} bytes <span class="hash">SHA-256 <code>${sha256}</code></span>`,
    ),
  );
}

/** To the millisecond, in UTC. */
function time(at: Date | null): Html {
  if (!at) return html``;
  const exact = at.toISOString();
  return html`<time datetime="${exact}">${exact.slice(0, 23).replace("T", " ")}</time>`;
}

function amount(cents: Cents | null): string {
  return cents === null ? "" : formatCents(cents);
}
