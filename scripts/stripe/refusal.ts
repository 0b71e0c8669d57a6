/** A refusal in Stripe's shape. */
export class Refusal extends Error {
  readonly status: number;
  readonly type: string;
  readonly code: string | undefined;

  constructor(status: number, message: string, code?: string, type = "invalid_request_error") {
    super(message);
    this.status = status;
    this.type = type;
    this.code = code;
  }
}
