/**
 * Every way in which WorkHub refuses, in one closed table: the HTTP status and the sentences a person reads:
 * what happened, what did not change, what to do now. `{name}` is filled from the error's details.
 */
export const ERRORS = {
  invalid_input: [422, "Some of what you entered needs a correction. Nothing was saved."],
  not_signed_in: [401, "You are signed out. Nothing was changed. Sign in and try again."],
  not_found: [404, "There is nothing here, or it is not yours to see."],
  forbidden: [403, "Your account cannot do this. Nothing was changed."],
  cross_site: [403, "This request came from another site. Nothing was changed."],
  body_too_large: [413, "This is too long. Nothing was changed."],
  unsupported_media_type: [415, "Send this as application/json. Nothing was changed."],
  rate_limited: [429, "Too many attempts. Nothing was changed. Try again in {retryAfter}."],
  unexpected: [500, "Something went wrong on our side. Try again in a moment."],

  wrong_credentials: [401, "E-mail and password don’t match. Nothing was changed. Try again."],
  wrong_password: [422, "That is not your current password. It was not changed."],
  handle_taken: [409, "This address is taken. Nothing was saved. Choose another one."],
  already_onboarded: [409, "Your profile is already set up. You can edit it in the settings."],

  job_not_open: [409, "This job is no longer open. Nothing was changed."],
  terms_fixed: [
    409,
    "Freelancers have applied on this budget and release rule, so these stay as they are. Nothing was saved. Put them back, or close the job and post a new one.",
  ],
  own_job: [403, "This is your own job. Nothing was changed."],
  already_applied: [409, "You have already applied to this job. Your first proposal stands."],
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
  already_reviewed: [409, "You have already reviewed this contract. Your first review stands."],
  not_due: [409, "The review window is still open. No money moved."],

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
  file_incomplete: [422, "The file did not arrive whole, so it was not kept. Upload it again."],
  too_many_files: [
    422,
    "At most {max} files fit here. Nothing was saved. Remove some and try again.",
  ],
  storage_full: [
    409,
    "Only {left} of your {limit} is left. Nothing was uploaded. Delete files that you don’t need or choose smaller ones.",
  ],
  upload_expired: [410, "This upload has expired. Nothing was kept. Choose the file again."],
  upload_busy: [
    409,
    "This file is already being uploaded from somewhere else. Wait a minute and try again.",
  ],

  cannot_write_first: [
    403,
    "You can write about a job once there is a proposal. Nothing was sent. A freelancer applies first; a client can invite somebody while the job is open.",
  ],
  invitations_used_up: [
    429,
    "You have invited {max} freelancers within a day, which is the most possible. Nobody was invited this time. Try again tomorrow.",
  ],
  blocked: [403, "One of you has blocked the other. Nothing was sent or changed."],
  too_late: [
    409,
    "A message can be changed for {minutes} minutes after it was sent. It stays as it is.",
  ],
  message_deleted: [409, "This message has been deleted. Nothing was changed."],
  client_id_reused: [
    409,
    "This message was already sent with other words. Nothing was sent again.",
  ],
  resync_required: [410, "Too much has happened since. Load your inbox again."],

  insufficient_funds: [
    409,
    "{missing} is missing in your wallet. No money moved. Add funds first.",
  ],
  more_than_available: [
    409,
    "Only {available} is available in your wallet. No money moved. Enter that or less.",
  ],
  amount_out_of_range: [422, "The amount must be between {min} and {max}. No money moved."],
  hold_already_resolved: [409, "This hold has already been paid out or returned. No money moved."],
  hold_exists: [409, "There is already money on hold for this. No money moved."],
  idempotency_mismatch: [
    409,
    "This was already done with other details. No money moved this time.",
  ],
  currency_mismatch: [409, "These accounts keep different currencies. No money moved."],
  account_not_found: [404, "That account does not exist. No money moved."],
  account_closed: [409, "This wallet is closed to new payments. No money moved."],
  payment_not_pending: [409, "This payment has already settled or failed. No money moved."],
  provider_refused: [409, "The bank refused: {reason}. No money moved."],
} as const satisfies Record<string, readonly [status: number, sentence: string]>;

export type ErrorCode = keyof typeof ERRORS;
export type ErrorDetails = Readonly<Record<string, string | number>>;

/** A named refusal. Thrown by use cases; turned into an answer only by the edge adapters. */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}) {
    super(fillSentence(code, details));
    this.name = "DomainError";
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return ERRORS[this.code][0];
  }
}

function fillSentence(code: ErrorCode, details: ErrorDetails): string {
  return ERRORS[code][1].replace(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? name));
}

/** True for a `DomainError` with this code. */
export function isDomainError(error: unknown, code: ErrorCode): error is DomainError {
  return error instanceof DomainError && error.code === code;
}
