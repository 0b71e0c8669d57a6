import type { Change } from "./changes.ts";
import { houseName } from "./house.ts";

/**
 * Every refusal of WorkHub, in one closed table: the HTTP status and the sentences that a person reads. They say what
 * happened, what did not change, and what to do now. `{name}` is filled from the error's details, `{house}` with what
 * this house is called.
 */
export const ERRORS = {
  restricted: [
    403,
    "A moderator has decided that you cannot {what}{until}. Nothing was changed. Your settings say why, under Reports and decisions, and how to appeal.",
  ],
  person_suspended: [
    409,
    "This person’s account is suspended, so nothing new can begin with them. Nothing was changed.",
  ],
  own_report: [403, "This is your own. Nothing was sent."],
  not_impartial: [
    403,
    "You are part of this, or it is about somebody who keeps the house with you. Nothing was changed. Leave it to somebody else.",
  ],
  case_decided: [409, "This was decided already. Nothing was changed. Load the page again."],
  sanction_over: [409, "This has ended already. Nothing was changed."],
  already_appealed: [409, "You have already appealed. What you wrote is unchanged."],
  invalid_input: [422, "Some fields need a correction. Nothing was saved."],
  not_signed_in: [401, "You are signed out. Nothing was changed. Sign in and try again."],
  not_found: [404, "There is nothing here, or it is not yours to see."],
  forbidden: [403, "Your account cannot do this. Nothing was changed."],
  cross_site: [403, "This request came from another site. Nothing was changed."],
  body_too_large: [413, "This is too long. Nothing was changed."],
  unsupported_media_type: [415, "Send this as application/json. Nothing was changed."],
  rate_limited: [429, "Too many attempts. Nothing was changed. Try again in {retryAfter}."],
  not_signed: [400, "This message is not signed as it should be. Nothing was changed."],
  malformed: [400, "This request cannot be read. Nothing was changed."],
  method_not_allowed: [405, "This address cannot be used in this way. Nothing was changed."],
  method_unknown: [501, "This kind of request is unknown here. Nothing was changed."],
  outdated_form: [
    409,
    "{house} has changed since this page was loaded. Nothing was changed. Load the page again and send it once more.",
  ],
  too_slow: [408, "The request did not arrive in time. Nothing was changed. Send it again."],
  header_too_large: [431, "The headers of this request are too large. Nothing was changed."],
  too_many_fields: [413, "This form has too many fields. Nothing was changed."],
  overloaded: [503, "Too many requests at once. Nothing was changed. Try again in a moment."],
  busy: [503, "{house} is very busy right now. Nothing was changed. Try again in a moment."],
  unexpected: [500, "Something went wrong on our side. Try again in a moment."],

  wrong_credentials: [401, "E-mail and password don’t match. Nothing was changed. Try again."],
  wrong_password: [422, "That is not your current password. It was not changed."],
  proof_needed: [
    403,
    "Confirm that it is you. Nothing was changed yet, and what you entered is kept.",
  ],
  wrong_proof: [422, "That is not your password. Nothing was changed. Try again."],
  address_known: [
    409,
    "An account has this address already, or may take it back. Nothing was changed. Whoever keeps the house has an account for that alone, with another address.",
  ],
  own_role: [
    409,
    "You cannot change or end your own role. Nothing was changed. Another admin can.",
  ],
  cannot_leave: [
    409,
    "Something has to be settled before you can leave. Your account is as it was. The page says what it is.",
  ],
  code_needed: [
    401,
    "This account asks for a code as well. Nothing was changed. Sign in on the page for signing in.",
  ],
  code_too_late: [
    401,
    "It has been too long since you entered your password. Nothing was changed. Sign in from the beginning.",
  ],
  passkey_too_late: [
    409,
    "This took longer than five minutes, or was sent before. Nothing was changed. Press the button again.",
  ],
  wrong_passkey: [
    422,
    "That passkey was not accepted here. Nothing was changed. Try another one, or another way.",
  ],
  passkey_known: [409, "That passkey is on your account already. Nothing was changed."],
  wrong_code: [
    422,
    "That code is not right. Nothing was changed. Enter the one that your app shows now.",
  ],
  code_used: [
    422,
    "That code has been used, and each works once. Nothing was changed. Wait for the next one.",
  ],
  code_of_other_time: [
    422,
    "That code is of another time: the clock of the device with your app is about {seconds} seconds {direction}. Nothing was changed. Let the device set its clock by itself, and enter the next code.",
  ],
  factor_unknown: [
    409,
    "No authenticator app is being set up. Nothing was changed. Begin again in your settings.",
  ],
  factor_known: [
    409,
    "Your authenticator app is already set up. Nothing was changed. Switch it off first to set up another one.",
  ],
  email_unverified: [
    403,
    "You have not confirmed your e-mail address yet, so nothing was sent or changed. Open the link in the mail that we sent you, then try again.",
  ],
  link_unknown: [
    404,
    "This link is not complete, or {house} did not make it. Nothing was changed. Open it from the mail again, or ask for a new one.",
  ],
  link_expired: [
    410,
    "This link worked for one hour only. Nothing was changed. Ask for a new one.",
  ],
  undo_expired: [
    410,
    "This link worked for seven days only. Nothing was changed. Write to whoever runs {house}.",
  ],
  email_unchanged: [422, "This is your address already. Nothing was changed. Enter another one."],
  email_taken: [
    409,
    "An account has this address by now. Nothing was changed. Choose another address, or write to whoever runs {house}.",
  ],
  link_used: [
    409,
    "This link has already been used, and it works once. Nothing was changed this time. Ask for a new one if you still need it.",
  ],
  link_of_another: [
    403,
    "You are signed in to another account than the one that this link is for. Nothing was changed. Sign out, then open the link again.",
  ],
  handle_taken: [409, "This address is taken. Nothing was saved. Choose another one."],
  already_onboarded: [409, "Your profile is already set up. You can edit it in the settings."],

  already_corrected: [
    409,
    "This invoice has been corrected already. Nothing was changed. Load its page again: it says which invoice took its place.",
  ],
  nothing_to_correct: [
    409,
    "Another invoice would say the same as this one. Nothing was changed. Change your billing details first.",
  ],

  search_name_taken: [
    409,
    "You already have a saved search with this name. Nothing was saved. Choose another name, or replace that search.",
  ],

  category_gone: [
    409,
    "Jobs are no longer posted in this category. Nothing was saved. Choose another one.",
  ],
  window_gone: [
    409,
    "The time to review can be {offered} days. Nothing was saved. Choose one of them.",
  ],
  unreadable_picture: [
    422,
    "That file cannot be read as a picture. Nothing was saved. Choose a PNG, WebP or JPEG.",
  ],
  terms_not_agreed: [422, "To register, agree to the terms. Nothing was saved."],
  changed_meanwhile: [
    409,
    "This has changed since you looked at it, so nothing was done. Compare, and send it again if you still want it.",
  ],
  proposal_outdated: [
    409,
    "The job has changed since this proposal was made, so nobody was hired and no money moved. The freelancer has to agree to the new text first.",
  ],

  job_expired: [
    409,
    "This job has expired, so nothing was changed. It is on the board again when its client renews it.",
  ],
  job_not_open: [409, "This job is no longer open. Nothing was changed."],
  terms_fixed: [
    409,
    "Freelancers have applied on the basis of this budget and payment, so these stay as they are. Nothing was saved. Change them back, or close the job and post a new one.",
  ],
  deadline_over: [
    422,
    "That day has passed. Nothing was saved. Choose today or a later day, or leave it empty.",
  ],
  own_job: [403, "This is your own job. Nothing was changed."],
  already_applied: [409, "You have already applied to this job. Your first proposal is unchanged."],
  too_many_live: [
    409,
    "You have {limit} live proposals, which is the limit. Nothing was sent. A slot comes back when a client decides, when you withdraw a proposal, or when nobody has opened one for seven days.",
  ],
  price_within_fee: [
    422,
    "The fee on this price would be {fee}, so nothing would be left for you. Nothing was sent. Ask for more.",
  ],
  answer_missing: [422, "The client needs an answer to this question. Nothing was sent."],
  proposal_not_live: [409, "This proposal has already been decided. Nothing was changed."],
  profile_incomplete: [409, "Your profile is not complete yet. Nothing was sent. Finish it first."],

  wrong_state: [409, "This is no longer possible: the job is {state}. Nothing was changed."],
  already_released: [409, "The payment has already been released. Nothing was changed."],
  already_submitted: [409, "Work has already been submitted. No money moved."],
  work_submitted: [
    409,
    "Work has been submitted, so this can no longer be cancelled. No money moved.",
  ],
  cancellation_pending: [
    409,
    "There is already a request to cancel this contract. Nothing was changed. Answer it on the contract’s page.",
  ],
  no_cancellation: [409, "Nobody is asking to cancel this contract any more. Nothing was changed."],
  already_reviewed: [
    409,
    "You have already reviewed this contract. Your first review is unchanged.",
  ],
  reviews_closed: [
    409,
    "The 14 days in which this contract could be reviewed are over. Nothing was published.",
  ],
  too_much_back: [
    422,
    "You can give back {most} at most: what was released, less what you have given back. No money moved.",
  ],
  already_answered: [409, "You have already answered this review. Your answer is unchanged."],
  not_due: [409, "It is not time yet. No money moved."],
  not_funded: [
    409,
    "The money for this part is not held yet, so work on it cannot be submitted. Nothing was changed.",
  ],
  own_change: [403, "This is your own proposal. Nothing was changed. The other side answers it."],
  nothing_held: [409, "Nothing is held that could be split. Nothing was sent."],
  share_too_large: [422, "No more can go to the freelancer than is held. Nothing was sent."],
  in_dispute: [
    409,
    "There is a dispute about this. Nothing was changed. Until it is over, only what is not disputed goes on.",
  ],
  nothing_disputable: [
    409,
    "Nothing is held for this, so there is nothing to dispute. Nothing was sent.",
  ],
  dispute_too_late: [
    409,
    "The time for this is over, and the money moves in a moment. Nothing was sent.",
  ],
  dispute_too_large: [422, "No more can be disputed than is held. Nothing was sent."],
  dispute_again: [
    409,
    "You have withdrawn a dispute about this before, so you cannot open another. Nothing was sent.",
  ],
  dispute_state: [409, "The dispute is {state}, so this is not possible now. Nothing was changed."],
  offer_over: [
    409,
    "This offer is no longer open: it was replaced, or the dispute has moved on. Nothing was changed.",
  ],
  own_offer: [403, "This is your own offer. Nothing was changed. The other side accepts it."],
  other_mediator: [
    403,
    "You decided this dispute, and another mediator can hear the appeal. Nothing was changed.",
  ],
  no_return: [409, "Nobody asks for the money back any more. Nothing was changed."],
  change_over: [
    409,
    "This proposal is no longer open: it was answered, replaced or withdrawn, or its time is over. Nothing was changed.",
  ],
  change_pending: [
    409,
    "The other side has proposed a change meanwhile. Nothing was sent. Answer theirs first, on the contract’s page.",
  ],
  plan_outdated: [
    409,
    "The agreement or the work has changed since this was written. Nothing was changed. Look at the contract again.",
  ],
  plan_unchanged: [422, "This is what you have already agreed on. Nothing was sent."],
  plan_empty: [
    422,
    "Nothing would be left to do. Nothing was sent. To end the contract, ask to cancel it.",
  ],
  plan_full: [422, "A contract has at most {limit} milestones. Nothing was sent."],
  plan_of_submitted: [
    409,
    "Work was submitted for a milestone whose price this would change. Nothing was changed.",
  ],
  client_lacks_funds: [
    409,
    "The client’s wallet does not have enough for this at the moment. Nothing was changed. Tell them, and accept it later.",
  ],
  round_not_needed: [409, "The client can still ask for changes. Nothing was changed."],
  no_round_left: [
    409,
    "All {rounds} rounds of changes that you agreed on are used. Nothing was changed. Approve the work, or agree on another round.",
  ],

  too_many_today: [
    429,
    "The limit is {limit} a day, and you have reached it. Nothing was changed. Try again tomorrow.",
  ],
  too_many_at_once: [409, "You have {limit}, which is the limit. Nothing was changed. {advice}"],

  file_unavailable: [
    409,
    "One of the files can no longer be attached. Nothing was saved. Remove it and choose it again.",
  ],
  file_empty: [422, "{name} is empty. It was not uploaded. Choose another file."],
  file_too_large: [
    413,
    "{name} is larger than {limit}. It was not uploaded. Choose a smaller file.",
  ],
  file_not_a_picture: [
    422,
    "{name} is not a picture that can be used here. It was not uploaded. Choose a PNG, JPEG, WebP or GIF.",
  ],
  file_incomplete: [422, "The file did not arrive complete, so it was not kept. Upload it again."],
  too_many_files: [
    422,
    "At most {max} files can be attached here. Nothing was saved. Remove some and try again.",
  ],
  file_not_cleaned: [
    422,
    "We cannot remove what the camera hid in {name}, such as where it was taken. It was not uploaded. Choose a PNG, JPEG, WebP or GIF of up to 40 megapixels.",
  ],
  storage_full: [
    409,
    "Only {left} of your {limit} for files is left. Nothing was uploaded. Choose smaller files; your settings show what takes the space, and what you can remove.",
  ],
  deliveries_full: [
    409,
    "Files waiting to be submitted can take {limit}, and {left} is left. Nothing was uploaded. Submit or remove some of them first; files that you never submit are removed within a day.",
  ],
  contract_full: [
    409,
    "The files of one contract can take {limit}, and these take more than is left. Nothing was submitted. Leave some out, or put a link to them in the note.",
  ],
  file_relied_on: [
    409,
    "Another person relies on {name}, so it stays where it is. Nothing was removed.",
  ],
  upload_expired: [410, "This upload has expired. Nothing was kept. Choose the file again."],
  upload_busy: [
    409,
    "This file is already being uploaded from somewhere else. Wait a minute and try again.",
  ],

  cannot_write_first: [
    403,
    "You can write about a job once there is a proposal. Nothing was sent. A freelancer applies first; a client can invite freelancers while the job is open.",
  ],
  person_left: [
    409,
    "This person has left {house}, so nothing was sent. What you wrote to each other stays here.",
  ],
  invitations_used_up: [
    429,
    "You have invited {max} freelancers today, which is the limit. Nobody was invited this time. Try again tomorrow.",
  ],
  blocked: [403, "One of you has blocked the other. Nothing was sent or changed."],
  too_late: [
    409,
    "A message can be changed for {minutes} minutes after it was sent. It stays as it is.",
  ],
  message_deleted: [409, "This message has been deleted. Nothing was changed."],
  client_id_reused: [
    409,
    "This message was already sent with a different text. Nothing was sent again.",
  ],
  resync_required: [410, "Your inbox is out of date. Load it again."],

  top_ups_off: [
    403,
    "Funds cannot be added beforehand here, except what you owe and have not begun to pay. No money moved. You pay for a hire when you hire.",
  ],
  insufficient_funds: [
    409,
    "{missing} more is needed in your wallet. No money moved. Load the page again to pay the rest.",
  ],
  owes: [
    409,
    "You owe {owed}, because a payment of yours was taken back. No money moved. Your wallet says why, and how to settle it.",
  ],
  more_than_available: [
    409,
    "Only {available} is available in your wallet. No money moved. Enter that or less.",
  ],
  more_than_refundable: [
    409,
    "At most {left} can go back to that card at once. No money moved. Enter that or less, or choose another way.",
  ],
  card_refund_over: [
    409,
    "It is too long ago that you paid with that card, so nothing can go back to it. No money moved. Choose a bank account.",
  ],
  amount_out_of_range: [422, "The amount must be between {min} and {max}. No money moved."],
  amount_not_possible: [
    422,
    "The bank moves multiples of {step} only. No money moved. Enter such an amount.",
  ],
  payment_not_waiting: [
    409,
    "This payment no longer waits for you, so it was not given up. Load the page again to see how it stands.",
  ],
  payout_account_not_ready: [
    409,
    "{provider} cannot pay you out before it knows more about you. No money moved. Answer what it asks, then withdraw again.",
  ],
  hold_already_resolved: [409, "This hold has already been released or refunded. No money moved."],
  hold_exists: [409, "Money is already held for this. No money moved."],
  idempotency_mismatch: [
    409,
    "This was already done with other details. No money moved this time.",
  ],
  currency_mismatch: [409, "These accounts keep different currencies. No money moved."],
  account_not_found: [404, "That account does not exist. No money moved."],
  account_closed: [409, "This wallet is closed to new payments. No money moved."],
} as const satisfies Record<string, readonly [status: number, sentence: string]>;

/** What an answer may carry. `unexpected` is only what the edge says after an ordinary error. */
export type AnswerCode = keyof typeof ERRORS;
/** What a person may meet. */
export type ErrorCode = Exclude<AnswerCode, "unexpected">;
export type ErrorDetails = Readonly<Record<string, string | number>>;

/**
 * A named refusal. Thrown by use cases; only the edge adapters turn it into an answer. A broken invariant is not a
 * refusal: it throws an ordinary error, which is logged and reaches the operator.
 */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
  /** What was seen and what it is now, when that is the reason. */
  readonly changes: readonly Change[];

  constructor(code: ErrorCode, details: ErrorDetails = {}, changes: readonly Change[] = []) {
    super(sentenceOf(code, details));
    this.name = "DomainError";
    this.code = code;
    this.details = details;
    this.changes = changes;
  }

  get status(): number {
    return ERRORS[this.code][0];
  }
}

/** What a person reads. */
export function sentenceOf(code: AnswerCode, details: ErrorDetails = {}): string {
  return ERRORS[code][1].replace(/\{(\w+)\}/g, (_, name: string) =>
    String(details[name] ?? (name === "house" ? houseName() : name)),
  );
}

/** True for a `DomainError` with this code. */
export function isDomainError(error: unknown, code: ErrorCode): error is DomainError {
  return error instanceof DomainError && error.code === code;
}

/** A problem that the person who starts WorkHub can solve. Its message is one sentence that says how. */
export class StartError extends Error {
  override readonly name = "StartError";
}
