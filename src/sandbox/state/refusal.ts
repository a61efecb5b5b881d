/** The cloud says no: becomes an error envelope with this HTTP status, `Code` and `Message`. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly code: string;
  /** Sent as the header x-acs-retry-after. */
  readonly retryAfterMs: number | undefined;
  constructor(status: number, code: string, message: string, retryAfterMs?: number) {
    super(message);
    this.status = status;
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

/** 400 Missing<Name>, as the gateway answers for each mandatory parameter. */
export const missing = (name: string): Refusal =>
  new Refusal(400, `Missing${name}`, `${name} is mandatory for this action.`);
