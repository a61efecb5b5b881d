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

/** What a code says of a parameter: of a member of a structure, or of an item of a list, its own name without the way to it. */
export const shortName = (name: string): string => name.split('.').findLast((one) => /\D/.test(one)) ?? name;

/** 400 Missing<Name>, as the gateway answers for each mandatory parameter. */
export const missing = (name: string): Refusal =>
  new Refusal(400, `Missing${shortName(name)}`, `${name} is mandatory for this action.`);
