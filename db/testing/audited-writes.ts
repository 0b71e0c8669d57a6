import { eq } from "drizzle-orm";
import { type Actor, SYSTEM } from "#lib/auth/actor";
import { addPasskey, preparePasskey } from "#lib/auth/add-passkey";
import { changePassword } from "#lib/auth/change-password";
import { endAllSessions } from "#lib/auth/end-all-sessions";
import { endSession } from "#lib/auth/end-session";
import { removePasskey } from "#lib/auth/remove-passkey";
import { addPasskeyInput } from "#lib/auth/schema";
import { removeTotp } from "#lib/auth/set-up-totp";
import { signIn } from "#lib/auth/sign-in";
import { signInByCode } from "#lib/auth/sign-in-by-code";
import type { Id } from "#lib/ids";
import { leave } from "#lib/leaving/leave";
import { appealSanction } from "#lib/moderation/appeal-sanction";
import { closeCase } from "#lib/moderation/close-case";
import { decideAppeal } from "#lib/moderation/decide-appeal";
import { endSanctions } from "#lib/moderation/end-sanctions";
import { imposeSanction } from "#lib/moderation/impose-sanction";
import { liftSanction } from "#lib/moderation/lift-sanction";
import { lookAround } from "#lib/moderation/look-around";
import { reportThing } from "#lib/moderation/report-thing";
import { newId } from "#lib/new-id";
import { addFunds } from "#lib/payments/add-funds";
import { explainDifference } from "#lib/payments/explain-difference";
import { giveUpPayment } from "#lib/payments/give-up-payment";
import { withdraw } from "#lib/payments/withdraw";
import { changeSetting } from "#lib/settings/change-setting";
import { addDays, now } from "#lib/time";
import { changeEmail } from "#lib/users/change-email";
import { changeStaffRole } from "#lib/users/change-staff-role";
import { registerPerson } from "#lib/users/register-person";
import { resetPassword } from "#lib/users/reset-password";
import { undoEmailChange } from "#lib/users/undo-email-change";
import { verifyEmail } from "#lib/users/verify-email";
import { getDb } from "../client.ts";
import { sanctions } from "../schema.ts";
import { makeAccount, makeUnverified, PASSWORD } from "./accounts.ts";
import { makeDifference } from "./differences.ts";
import { fund, makeAdmin, makeClient, makeFreelancer, makeStaff } from "./factories.ts";
import { enterPassword, switchOnTotp, VISITOR } from "./factors.ts";
import { mailChange, mailLink, mailUndo } from "./mail-links.ts";
import { decided, FACTS, makeCase } from "./moderation.ts";
import { scenesOf } from "./raise-notifications.ts";
import { answerWith, makeSoftwarePasskey } from "./software-passkey.ts";
import { makeWaitingPayment } from "./waiting-payment.ts";

/** What is to be done inside the watched request; everything before it is the scene. */
type Write = () => Promise<() => Promise<unknown>>;

async function signedIn(): Promise<{ actor: Actor; email: string; sessionId: Id<"ses"> }> {
  const { actor, email } = await makeAccount("client");
  const { sessionId } = await signIn(VISITOR, { email, password: PASSWORD });
  return { actor, email, sessionId };
}

const raised =
  (
    kind:
      | "hired"
      | "released"
      | "given_back"
      | "completed"
      | "payout_failed"
      | "deposit_arrived"
      | "payment_reversed",
  ): Write =>
  async () =>
    (await scenesOf()[kind]()).raise;

/**
 * Every file of lib that changes an account, a session, a payment, a report, or a wallet: what it does, and the kinds of
 * entries that this leaves. A file that is missing here fails the test; so does a write that leaves none.
 */
export const AUDITED: Readonly<Record<string, { kinds: readonly string[]; write: Write }>> = {
  "settings/internal/write-version": {
    kinds: ["setting_changed"],
    write: async () => {
      const admin = await makeAdmin();
      const input = { section: "look", seen: 0, name: "Atelier", accent: null } as const;
      return () => changeSetting(admin, input);
    },
  },
  "auth/add-passkey": {
    kinds: ["passkey_added", "passkey_removed"],
    write: async () => {
      const { actor } = await makeAccount("client");
      const prover = { ...actor, sessionId: SYSTEM } as const;
      const meant = { purpose: "add", userId: actor.userId } as const;
      const made = makeSoftwarePasskey();
      const { passkey } = addPasskeyInput.parse({ passkey: await answerWith(made, meant) });
      return async () => {
        const checked = await preparePasskey(prover, passkey);
        await addPasskey(prover, { userAgent: null }, undefined, checked);
        await removePasskey(prover, { passkeyId: made.id });
      };
    },
  },
  "auth/change-password": {
    kinds: ["password_changed", "signed_out"],
    write: async () => {
      const { actor, email, sessionId: keepSessionId } = await signedIn();
      await signIn(VISITOR, { email, password: PASSWORD });
      const input = {
        currentPassword: PASSWORD,
        newPassword: "four words in a row",
        keepSessionId,
      };
      return () => changePassword(actor, input);
    },
  },
  "auth/end-all-sessions": {
    kinds: ["signed_out"],
    write: async () => {
      const { actor } = await signedIn();
      return () => endAllSessions(actor);
    },
  },
  "auth/end-session": {
    kinds: ["signed_out"],
    write: async () => {
      const { actor, sessionId } = await signedIn();
      return () => endSession(actor, { sessionId });
    },
  },
  "auth/recovery-codes": {
    kinds: ["recovery_code_used", "signed_in"],
    write: async () => {
      const { actor, email } = await makeAccount("client");
      const { recoveryCodes } = await switchOnTotp(actor);
      const halfWay = await enterPassword(email);
      return () => signInByCode(VISITOR, { halfWay, code: recoveryCodes[0] ?? "" });
    },
  },
  "auth/set-up-totp": {
    kinds: ["authenticator_off", "authenticator_on", "recovery_codes_made"],
    write: async () => {
      const { actor } = await makeAccount("client");
      return async () => {
        await switchOnTotp(actor);
        await removeTotp({ ...actor, sessionId: SYSTEM });
      };
    },
  },
  "auth/sessions": {
    kinds: ["signed_in"],
    write: async () => {
      const { email } = await makeAccount("client");
      return () => signIn(VISITOR, { email, password: PASSWORD });
    },
  },
  "contracts/give-back": { kinds: ["money_moved"], write: raised("given_back") },
  "contracts/internal/hire-from": { kinds: ["money_moved"], write: raised("hired") },
  "contracts/internal/move-on": { kinds: ["money_moved"], write: raised("released") },
  "leaving/internal/forget-person": {
    kinds: ["account_ended", "authenticator_off", "signed_out"],
    write: async () => {
      const { actor, sessionId } = await signedIn();
      await switchOnTotp(actor);
      return () => leave({ ...actor, sessionId });
    },
  },
  "users/change-staff-role": {
    kinds: ["role_changed"],
    write: async () => {
      const [admin, moderator] = [await makeAdmin(), await makeStaff("moderator")];
      const prover = { ...admin, sessionId: SYSTEM } as const;
      return () => changeStaffRole(prover, { userId: moderator.userId, role: "accountant" });
    },
  },
  "moderation/report-thing": {
    kinds: ["report_made"],
    write: async () => {
      const [client, { userId: subject }] = [await makeClient(), await makeFreelancer()];
      return () => reportThing(client, { subject, reason: "spam" });
    },
  },
  "moderation/internal/lock-case": {
    kinds: ["case_closed"],
    write: async () => {
      const [{ caseId }, moderator] = [await makeCase(), await makeStaff("moderator")];
      return () => closeCase(moderator, { caseId, word: "It is within the rules." });
    },
  },
  "moderation/look-around": {
    kinds: ["case_looked_at"],
    write: async () => {
      const [{ caseId }, moderator] = [await makeCase(), await makeStaff("moderator")];
      return () => lookAround(moderator, { caseId });
    },
  },
  "moderation/impose-sanction": {
    kinds: ["sanction_imposed", "case_closed"],
    write: async () => {
      const [{ caseId }, moderator] = [await makeCase(), await makeStaff("moderator")];
      const decision = { caseId, kind: "warn", rule: "pay_here", facts: FACTS } as const;
      return () => imposeSanction(moderator, decision);
    },
  },
  "moderation/internal/end-sanction": {
    kinds: ["sanction_ended"],
    write: async () => {
      const [{ sanctionId }, moderator] = [await decided(), await makeStaff("moderator")];
      return () => liftSanction(moderator, { sanctionId, reason: "It has been long enough." });
    },
  },
  "moderation/end-sanctions": {
    kinds: ["sanction_ended"],
    write: async () => {
      const { sanctionId } = await decided();
      const isIt = eq(sanctions.id, sanctionId);
      await getDb()
        .update(sanctions)
        .set({ endsAt: addDays(now(), -1) })
        .where(isIt);
      return () => endSanctions();
    },
  },
  "moderation/appeal-sanction": {
    kinds: ["appeal_made"],
    write: async () => {
      const { sanctionId, person } = await decided();
      return () => appealSanction(person, { sanctionId, words: "It is not so." });
    },
  },
  "moderation/decide-appeal": {
    kinds: ["appeal_decided", "sanction_ended"],
    write: async () => {
      const { sanctionId, person } = await decided();
      await appealSanction(person, { sanctionId, words: "It is not so." });
      const moderator = await makeStaff("moderator");
      const decision = { sanctionId, outcome: "lifted", reasons: "It was a mistake." } as const;
      return () => decideAppeal(moderator, decision);
    },
  },
  "payments/explain-difference": {
    kinds: ["difference_explained"],
    write: async () => {
      const [difference, admin] = [await makeDifference(), await makeAdmin()];
      return () => explainDifference(admin, { ...difference, note: "The operator’s own money." });
    },
  },
  "payments/give-up-payment": {
    kinds: ["payment_changed"],
    write: async () => {
      const client = await makeClient();
      const paymentId = await makeWaitingPayment(client);
      return () => giveUpPayment(client, { paymentId });
    },
  },
  "payments/handle-provider-event": {
    kinds: ["money_moved", "payment_changed"],
    write: raised("deposit_arrived"),
  },
  "payments/internal/create-payment": {
    kinds: ["deposit_made"],
    write: async () => {
      const client = await makeClient();
      const input = { requestKey: newId("pay"), amountCents: 5_000, card: "card_4242" };
      return () => addFunds(client, input);
    },
  },
  "payments/internal/record-reversals": {
    kinds: ["money_moved", "payment_changed"],
    write: raised("payment_reversed"),
  },
  "payments/internal/settle-payment": {
    kinds: ["money_moved", "payment_changed"],
    write: raised("payout_failed"),
  },
  "payments/withdraw": {
    kinds: ["money_moved", "withdrawal_made"],
    write: async () => {
      const earner = { ...(await makeFreelancer()), sessionId: SYSTEM } as const;
      await fund(earner, 5_000);
      const input = {
        requestKey: newId("pay"),
        amountCents: 5_000,
        iban: "DE89370400440532013000",
      };
      return () => withdraw(earner, input);
    },
  },
  "users/become-former-member": {
    kinds: ["email_changed", "password_changed"],
    write: async () => {
      const { actor, sessionId } = await signedIn();
      return () => leave({ ...actor, sessionId });
    },
  },
  "users/change-email": {
    kinds: ["email_changed"],
    write: async () => {
      const { actor } = await signedIn();
      const token = await mailChange(actor, `${newId("usr")}@example.com`);
      return () => changeEmail(null, { token });
    },
  },
  "users/insert-person": {
    kinds: ["registered"],
    write: async () => () =>
      registerPerson(SYSTEM, {
        role: "client",
        name: "Nora Lind",
        email: `${newId("usr")}@example.com`,
        password: PASSWORD,
      }),
  },
  "users/reset-password": {
    kinds: ["password_changed", "signed_out"],
    write: async () => {
      const { actor } = await signedIn();
      const token = await mailLink(actor.userId, "reset");
      return () => resetPassword(null, { token, newPassword: "four words in a row" });
    },
  },
  "users/undo-email-change": {
    kinds: ["email_changed", "password_changed", "signed_out"],
    write: async () => {
      const { actor } = await signedIn();
      const token = await mailUndo(actor, `${newId("usr")}@example.com`);
      return () => undoEmailChange(null, { token });
    },
  },
  "users/verify-email": {
    kinds: ["email_confirmed"],
    write: async () => {
      const { userId } = await makeUnverified("client");
      const token = await mailLink(userId, "verify");
      return () => verifyEmail(null, { token });
    },
  },
};

/**
 * Files that change other columns of these tables (a name, a picture, when a session was last proved), and a step of
 * those above. What a provider keeps is on no wallet.
 */
export const BESIDE = [
  "auth/forget-factors",
  "auth/passkeys",
  "auth/recent-proof",
  "auth/remove-passkey",
  "auth/totp",
  "payments/internal/mirror-transactions",
  "moderation/read-sanction",
  "users/internal/write-profile",
  "users/set-up-client",
  "users/set-up-freelancer",
];
