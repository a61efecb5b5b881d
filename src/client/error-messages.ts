import { remedyFor } from '../catalogue/error-codes.ts';
import { CloudError, Unreachable } from '../errors.ts';
import type { Outgoing } from './http/exchange.ts';
import type { Failure } from './replies/reply.ts';
import { isFields } from './replies/shape.ts';
import type { Keys } from './wire/session.ts';
import { encode } from './wire/sign.ts';
import type { WireRequest } from './wire/wire-request.ts';

/** What is known about a failed call when it is put into words. */
export interface Verdict {
  readonly retryable: boolean;
  readonly outcomeKnown: boolean;
}

/** What was sent: the order, its keys and what was signed. None of it may show in an error. */
export interface Sent {
  readonly order: WireRequest;
  readonly keys: Keys | undefined;
  readonly request: Outgoing;
  readonly stringToSign: string;
}

/** Masks every secret that the process knows. Comes first: half a secret, or one without its blanks, is known to nobody. */
type Redact = (text: string) => string;

/** A longer page is not looked at: where it was cut, half a secret could stand. */
const LONGEST_PAGE = 65_536;

/** The cloud's refusal as an error of the family: its code and short message, and the next step in our words. */
export const refused = (failure: Failure, sent: Sent, verdict: Verdict, redact: Redact): CloudError => {
  const said = plain(redact(failure.Message), secretsOf(sent));
  const trace = failure.Trace === undefined ? '' : ` (trace ${plain(redact(failure.Trace), secretsOf(sent))})`;
  const { Code, HttpStatus, RequestId } = failure;
  return new CloudError(
    {
      Code,
      HttpStatus,
      ...(RequestId !== undefined && { RequestId }),
      Retryable: verdict.retryable,
      OutcomeKnown: verdict.outcomeKnown,
    },
    `${sent.order.action} failed with ${Code}${said === '' ? '' : `: ${said}`}${trace}`,
    signatureRemedy(failure, sent) ?? remedyFor(Code, sent.order.action),
  );
};

/** An answer that no gateway gives: a proxy's page, half a document, nothing. */
export const unreadable = (status: number, text: string, sent: Sent, verdict: Verdict, redact: Redact): Unreachable => {
  const host = new URL(sent.request.origin).host;
  const start = text.length > LONGEST_PAGE ? '(a long page)' : plain(redact(text), secretsOf(sent), 120);
  const what = start === '' ? 'is empty' : `is neither JSON nor XML; it begins with: ${start}`;
  return new Unreachable(
    { host, phase: 'body', outcomeKnown: verdict.outcomeKnown },
    `The answer of ${host} (HTTP ${status}) ${what}`,
    'Check the endpoint, and proxies on the way to it: this does not look like the API gateway.',
  );
};

// The cloud appends what it signed itself. The same as ours: the secret is wrong. Another: something changed the request.
const signatureRemedy = ({ Code, Message }: Failure, sent: Sent): string | undefined => {
  const theirs = /server string to sign is:\s*(.+)$/is.exec(Message)?.[1]?.trim();
  if (theirs === undefined || !/^(SignatureDoesNotMatch|IncompleteSignature)$/i.test(Code)) return undefined;
  return theirs === sent.stringToSign
    ? 'Request and signature agree, so the secret does not belong to this AccessKey ID: set the right pair.'
    : 'What arrived is not what was sent: look for a proxy on the way that rewrites requests.';
};

const signed = /(server string to sign is:|\b(GET|POST)&%2F&).*$/is;
// Control characters, and those that change the direction of text or cannot be seen.
const unprintable = /[\p{Cc}\p{Cf}\u2028\u2029]+/gu;

/** Text of the cloud made fit to show: no string to sign, no secret of this call, one line, bounded. */
export const plain = (text: string, secrets: readonly string[], max = 300): string => {
  const bare = text.replace(signed, '').replace(unprintable, ' ');
  const safe = secrets.reduce((left, secret) => left.replaceAll(secret, '***'), bare);
  const line = safe.replace(/\s+/g, ' ').trim();
  return line.length > max ? `${line.slice(0, max - 1)}…` : line;
};

const secretsOf = ({ order, keys }: Sent): string[] =>
  [keys?.accessKeySecret, keys?.securityToken, pskOf(order.parameters['IkeConfig'])]
    .filter((secret) => secret !== undefined && secret.length > 2)
    .flatMap((secret = '') => [secret, encode(secret), encode(encode(secret))]);

const pskOf = (ikeConfig: string | undefined): string | undefined => {
  if (ikeConfig === undefined) return undefined;
  const parsed: unknown = JSON.parse(ikeConfig);
  const psk = isFields(parsed) ? parsed['Psk'] : undefined;
  return typeof psk === 'string' ? psk : undefined;
};
