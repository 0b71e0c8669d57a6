import { readFileSync } from "node:fs";
import { glob } from "node:fs/promises";
import { expect, test, vi } from "vitest";
import { listActions } from "#scripts/unknown/list-writes";

/*
 * Who has not confirmed their e-mail address reaches nobody and moves no money. Every form is closed to them and every
 * route that asks for an actor, unless it says otherwise; these are the ones that do.
 */

vi.setConfig({ testTimeout: 30_000 });

const OPEN_FORMS = [
  // The account itself.
  "agree-to-terms",
  "appeal-sanction",
  "read-sanction",
  "ask-for-data",
  "add-passkey",
  "begin-totp",
  "change-address",
  "change-password",
  "confirm-totp",
  "end-session",
  "leave",
  "remove-passkey",
  "remove-totp",
  "renew-codes",
  "save-preferences",
  "send-verification",
  // The profile.
  "edit-client",
  "edit-freelancer",
  "remove-own-file",
  "save-billing",
  "set-up-client",
  "set-up-freelancer",
  // Their own marks.
  "mark-all-read",
  "mark-job",
  "mark-person",
  "open-search",
  "remove-search",
  "rename-search",
  "replace-search",
  "save-search",
];

/** Whose work is to reach others or to move money: none of them may ever be open. */
const CLOSED_FORMS = [
  "add-funds",
  "apply",
  "change-proposal",
  "edit-job",
  "hire",
  "invite",
  "open-conversation",
  "pay-and-hire",
  "post-job",
  "renew-job",
  "send-message",
  "submit-work",
  "withdraw-money",
];

/** Own marks, own files, and what became of an own form. */
const OPEN_ROUTES = [
  "app/api/conversations/[conversationId]/read/route.ts POST",
  "app/api/files/[fileId]/route.ts DELETE",
  "app/api/forms/[key]/route.ts POST",
  "app/api/notifications/seen/route.ts POST",
  "app/api/proposals/[proposalId]/read/route.ts POST",
  "app/api/searches/[searchId]/seen/route.ts POST",
];

test("only what reaches nobody else is open to people who have not confirmed their address", async () => {
  const open: string[] = [];
  for await (const file of glob("app/**/actions.ts")) {
    const definitions = readFileSync(file, "utf8").matchAll(
      /name: "([a-z-]+)",[^()]*?evenUnverified: true/g,
    );
    for (const [, name = ""] of definitions) open.push(name);
  }
  expect(open.sort()).toEqual([...OPEN_FORMS].sort());
  expect(await listActions()).toEqual(expect.arrayContaining(CLOSED_FORMS));
  expect(open.filter((name) => CLOSED_FORMS.includes(name))).toEqual([]);
});

test("routes that change something ask for an actor who has confirmed their address, except these", async () => {
  const open: string[] = [];
  for await (const file of glob("app/**/route.ts")) {
    const text = readFileSync(file, "utf8");
    const handlers = text.split(/^export const (?=[A-Z]+ = )/m).slice(1);
    for (const handler of handlers) {
      const [method = ""] = handler.split(" ");
      if (method !== "GET" && handler.includes("requireReader()")) open.push(`${file} ${method}`);
    }
  }
  expect(open.sort()).toEqual(OPEN_ROUTES);
});

/** Use cases that reach others or move money: their types refuse whoever is not known to be confirmed. */
const CLOSED_USE_CASES = [
  "contracts/accept-proposal",
  "contracts/agree-to-cancellation",
  "contracts/give-back",
  "contracts/mark-complete",
  "contracts/pay-and-hire",
  "contracts/request-cancellation",
  "contracts/request-changes",
  "contracts/submit-work",
  "contracts/withdraw-cancellation",
  "conversations/delete-message",
  "conversations/edit-message",
  "conversations/open-conversation",
  "conversations/react-to-message",
  "conversations/send-message",
  "conversations/tell-typing",
  "jobs/edit-job",
  "jobs/post-job",
  "jobs/renew-job",
  "moderation/report-thing",
  "payments/add-funds",
  "payments/answer-sandbox-account",
  "payments/answer-sandbox-bank",
  "payments/connect-payout-account",
  "payments/give-up-payment",
  "payments/withdraw",
  "proposals/change-proposal",
  "proposals/confirm-proposal",
  "proposals/decline-proposal",
  "proposals/shortlist-proposal",
  "proposals/submit-proposal",
  "reviews/answer-review",
  "reviews/leave-review",
];

test("what reaches others or moves money asks by its type for somebody who has confirmed their address", () => {
  const open = CLOSED_USE_CASES.filter((name) => {
    const text = readFileSync(`lib/${name}.ts`, "utf8");
    return !/export (?:async )?function \w+\(\s*actor: Verified(?:Actor|Prover)\b/.test(text);
  });
  expect(open).toEqual([]);
});

test("only the edge says of a person that their address is confirmed, having asked", async () => {
  const trusting: string[] = [];
  for await (const file of glob("{app,components,lib}/**/*.{ts,tsx}")) {
    const isTest = /\.test\.tsx?$/.test(file);
    if (!isTest && /\basTrusted\(/.test(readFileSync(file, "utf8"))) trusting.push(file);
  }
  expect(trusting.sort()).toEqual(["lib/edge/action.ts"]);
});
