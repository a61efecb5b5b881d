import { isFields } from '../catalogue/action.ts';
import { remedyFor } from '../catalogue/error-codes.ts';
import { INVISIBLE } from '../catalogue/invisible.ts';
import { isAbsence } from '../catalogue/schema/not-found.ts';
import { CloudError, Unreachable } from '../errors.ts';
import type { HttpRequest } from './http/exchange.ts';
import { isTlsPage, WRITE_HTTPS } from './http/remedies.ts';
import type { FailureReply } from './replies/reply.ts';
import type { Keys } from './wire/session.ts';
import { encode } from './wire/sign.ts';
import type { WireRequest } from './wire/wire-request.ts';

/** What is known about a failed call when its error is made. */
export interface Verdict {
  readonly retryable: boolean;
  readonly outcomeKnown: boolean;
}

/** What one attempt sent: the request before and after signing, its keys and what was signed. None of it may show in an error. */
export interface Sent {
  readonly wireRequest: WireRequest;
  readonly keys: Keys | undefined;
  readonly httpRequest: HttpRequest;
  readonly stringToSign: string;
}

/** Masks every secret that the process knows. Comes before a text is cut or tidied: half a secret is no longer recognised. */
type Redact = (text: string) => string;

/** A longer page is not looked at: where it was cut, half a secret could stand. */
const LONGEST_PAGE = 65_536;

/** The cloud's refusal as a `CloudError`: its code, its message made safe to show, and a next step of our own. */
export const toCloudError = (failure: FailureReply, sent: Sent, verdict: Verdict, redact: Redact): CloudError => {
  const message = safeText(redact(failure.Message), secretsOf(sent));
  const trace = failure.Trace === undefined ? '' : ` (trace ${safeText(redact(failure.Trace), secretsOf(sent))})`;
  const { Code, HttpStatus, RequestId } = failure;
  const { action, region } = sent.wireRequest;
  const place = isAbsence(failure) && region !== undefined ? ` (looked in ${region})` : '';
  return new CloudError(
    {
      Code,
      HttpStatus,
      ...(RequestId !== undefined && { RequestId }),
      Retryable: verdict.retryable,
      OutcomeKnown: verdict.outcomeKnown,
    },
    `${action} failed with ${Code}${message === '' ? '' : `: ${message}`}${place}${trace}`,
    signatureRemedy(failure, sent) ?? remedyFor(Code, action),
  );
};

/** The error for a reply that no gateway gives: a proxy's page, half a document, nothing. */
export const toUnreachable = (
  status: number,
  text: string,
  sent: Sent,
  verdict: Verdict,
  redact: Redact,
): Unreachable => {
  const host = new URL(sent.httpRequest.origin).host;
  const start = text.length > LONGEST_PAGE ? '(a long page)' : safeText(redact(text), secretsOf(sent), 120);
  const what = start === '' ? 'is empty' : `is neither JSON nor XML; it begins with: ${start}`;
  return new Unreachable(
    { host, phase: 'body', ...verdict },
    `The answer of ${host} (HTTP ${status}) ${what}`,
    isTlsPage(text.slice(0, LONGEST_PAGE))
      ? WRITE_HTTPS
      : 'Check the endpoint, and proxies on the way to it: this does not look like the API gateway.',
  );
};

// The cloud appends what it signed itself. The same as ours: the secret is wrong. Another: something changed the request.
const signatureRemedy = ({ Code, Message }: FailureReply, sent: Sent): string | undefined => {
  const theirs = /server string to sign is:\s*(.+)$/is.exec(Message)?.[1]?.trim();
  if (theirs === undefined || !/^(SignatureDoesNotMatch|IncompleteSignature)$/i.test(Code)) return undefined;
  return theirs === sent.stringToSign
    ? 'Request and signature agree, so the secret does not belong to this AccessKey ID: set the right pair.'
    : 'What arrived is not what was sent: look for a proxy on the way that rewrites requests.';
};

const quotedSignature = /(server string to sign is:|\b(GET|POST)&%2F&).*$/is;
const unprintable = new RegExp(`[${INVISIBLE}]+`, 'gu');

/** Text of the cloud made safe to show: no string to sign, none of `secrets`, one line, at most `max` characters. */
export const safeText = (text: string, secrets: readonly string[], max = 300): string => {
  const unsigned = text.replace(quotedSignature, '').replace(unprintable, ' ');
  const safe = secrets.reduce((left, secret) => left.replaceAll(secret, '***'), unsigned);
  const line = safe.replace(/\s+/g, ' ').trim();
  return line.length > max ? `${line.slice(0, max - 1)}…` : line;
};

const secretsOf = ({ wireRequest, keys }: Sent): string[] =>
  [keys?.accessKeySecret, keys?.securityToken, pskOf(wireRequest.parameters['IkeConfig'])]
    .filter((secret) => secret !== undefined && secret.length > 2)
    .flatMap((secret = '') => [secret, encode(secret), encode(encode(secret))]);

const pskOf = (ikeConfig: string | undefined): string | undefined => {
  if (ikeConfig === undefined) return undefined;
  const parsed: unknown = JSON.parse(ikeConfig);
  const psk = isFields(parsed) ? parsed['Psk'] : undefined;
  return typeof psk === 'string' ? psk : undefined;
};
