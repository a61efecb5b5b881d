import type { Health } from '../frame/health-names.ts';
import { anyIn, type Json, jsonIn, rowsIn, textIn, textsIn } from '../frame/json.ts';
import { isName, isPlain } from '../frame/plain-call.ts';

/** How sure a cause is; drawn at the same places as in the words of the tool. */
export type Certainty = 'proven' | 'likely' | 'guess';

export interface Cause {
  readonly what: string;
  /** Which of several tunnels it is of. */
  readonly tunnel: string;
  readonly confidence: number;
  readonly certainty: Certainty;
  readonly evidence: readonly string[];
  readonly fix?: { readonly tool: string; readonly args: Json; readonly note: string; readonly isPlain: boolean };
  readonly peerChange: string;
  readonly advice: string;
}

export type Sameness = 'mismatch' | 'note' | 'match' | 'not given';

export interface Row {
  readonly field: string;
  readonly cloud: string;
  readonly peer: string;
  readonly result: Sameness;
}

export interface Diagnosis {
  readonly verdict: string;
  /** Reads that failed: what they would have shown may be missing everywhere. */
  readonly unread: readonly string[];
  /** What cannot be seen from here at all. */
  readonly notVisible: readonly string[];
  readonly causes: readonly Cause[];
  readonly more: string;
  readonly nextTest: string;
  readonly rows: readonly Row[];
  readonly observed: readonly (readonly [name: string, values: readonly string[]])[];
  readonly candidates: readonly Json[];
  readonly health: Health | undefined;
}

/** The tools draw the same lines between them. */
export const certaintyOf = (confidence: number): Certainty =>
  confidence >= 0.9 ? 'proven' : confidence >= 0.5 ? 'likely' : 'guess';

const causeOf = (row: Json): Cause => {
  const given = Number(textIn(row, 'Confidence'));
  // A number that is none of the tool's is no proof.
  const confidence = given >= 0 && given <= 1 ? given : 0;
  const fix = jsonIn(row, 'Fix');
  const [tool, args] = [textIn(fix, 'Tool'), jsonIn(fix, 'Arguments')];
  return {
    what: textIn(row, 'What') || textIn(row, 'Id'),
    tunnel: textIn(row, 'Tunnel'),
    confidence,
    certainty: certaintyOf(confidence),
    evidence: textsIn(row, 'Evidence'),
    ...(tool && { fix: { tool, args, note: textIn(fix, 'Note'), isPlain: isName(tool) && isPlain(args) } }),
    peerChange: textIn(row, 'PeerChange'),
    advice: textIn(row, 'Advice'),
  };
};

const RESULTS: readonly Sameness[] = ['mismatch', 'note', 'match', 'not given'];

/** What differs first; the order of a negotiation within. */
const rowsOf = (data: Json): readonly Row[] =>
  rowsIn(data, 'Comparison')
    .map((row) => ({
      field: textIn(row, 'Field'),
      cloud: textIn(row, 'Cloud'),
      peer: textIn(row, 'Peer'),
      result: RESULTS.find((one) => one === textIn(row, 'Result')) ?? 'not given',
    }))
    .sort((a, b) => RESULTS.indexOf(a.result) - RESULTS.indexOf(b.result));

/** What was not read begins with the name of its action or of the text that was pasted, a blind spot is a sentence. */
const FAILED_READ = /^(?:(?:[\w-]+ )?[A-Z][a-z]+[A-Z]\w+|Log)\s?[:：]/;

const DOWN: ReadonlySet<string> = new Set(['ike_sa_not_established', 'ike_sa_established', 'ipsec_sa_not_established']);

/** The state in the words of the API: behind the connection, or behind the tunnel that was looked at where it has several. */
const statusIn = (connection: string, tunnel: string): string | undefined =>
  tunnel === '' ? /(?<=\s)\w+$/.exec(connection)?.[0] : /^(?:number \d+|\S+)(?: \([^)]*\))? (\w+)/.exec(tunnel)?.[1];

/** As the map judges it: established is not enough where a check fails, BGP is not there, or a cause is at least likely. */
const healthIn = (observed: Json, causes: readonly Cause[]): Health | undefined => {
  const tunnel = textIn(observed, 'Tunnel');
  if (tunnel === '' && textIn(observed, 'Connection') === '') return undefined;
  const status = statusIn(textIn(observed, 'Connection'), tunnel);
  if (status !== undefined && DOWN.has(status)) return 'down';
  if (status !== 'ipsec_sa_established') return 'unknown';
  const isFailing = /^failed\b/.test(textIn(observed, 'HealthCheck')) || /, BGP failed$/.test(tunnel);
  return isFailing || causes.some(({ certainty }) => certainty !== 'guess') ? 'degraded' : 'up';
};

const textsOf = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value === 'object' && value !== null)
    return [
      Object.entries(value)
        .map(([key, inner]) => `${key} ${textsOf(inner).join(', ')}`)
        .join(', '),
    ];
  return value === undefined || value === null ? [] : [String(value)];
};

/** Reads a result of DiagnoseTunnel; undefined where it is none. */
export const readDiagnosis = (data: Json): Diagnosis | undefined => {
  if (typeof data['Verdict'] !== 'string' || !Array.isArray(data['Causes'])) return undefined;
  const spots = anyIn(data, 'NotVisible');
  const observed = jsonIn(data, 'Observed');
  const causes = rowsIn(data, 'Causes').map(causeOf);
  return {
    verdict: textIn(data, 'Verdict'),
    unread: spots.filter((spot) => FAILED_READ.test(spot)),
    notVisible: spots.filter((spot) => !FAILED_READ.test(spot)),
    causes,
    more: textIn(data, 'More'),
    nextTest: textIn(data, 'NextTest'),
    rows: rowsOf(data),
    observed: Object.entries(observed).map(([key, value]) => [key, textsOf(value)]),
    candidates: rowsIn(data, 'Candidates'),
    health: healthIn(observed, causes),
  };
};
