import { createHmac, randomUUID } from 'node:crypto';
import type { Invoke } from '../catalogue/invoke.ts';
import { Refused } from '../errors.ts';
import { noYes, refusalOf } from './approval-text.ts';
import type { Grant } from './matter.ts';
import type { GuardParts, Passage } from './parts.ts';
import { type Planned, planOf } from './plan.ts';
import { lookFor, type Prepared, stateOf, survey } from './prepare.ts';
import { readBack } from './read-back.ts';
import { refuseDelete } from './refuse-delete.ts';
import { removeSecretFile, writeSecretFile } from './secret-file.ts';
import { generateSecrets } from './secret-input.ts';
import { isUnknown, send } from './send.ts';
import type { Fields } from './survey.ts';

/** What the guard adds to a reply: how it ended, whether it was read back, what to know. */
export interface OutcomeNote {
  readonly State: 'done' | 'unchanged';
  readonly Confirmed: boolean | null;
  readonly Notes: readonly string[];
}

/** One write that may happen now. */
export interface Deed {
  readonly prepared: Prepared;
  readonly planned: Planned;
  readonly grant?: Grant | undefined;
  /** Which step of an approved plan; 0 when alone. */
  readonly step: number;
  /** The state that was approved; absent where nothing was looked at. Checked again under the lock. */
  readonly approved?: { readonly state: string; readonly settingsOnly: boolean } | undefined;
  /** Told what went out, when it was done: for who has to know the state that it leaves. */
  readonly onDone?: ((sent: Fields) => void) | undefined;
  /** A request whose outcome is not known goes out again as it was. */
  readonly again?: { readonly input: Fields; readonly id: string; readonly notes: readonly string[] } | undefined;
}

const isRisky = ({ risk }: Planned): boolean => risk === 'disrupt' || risk === 'destroy';

/** One write at a time per gateway: by the input, else by the target just read, else by region. */
const lockKey = ({ input, survey: { gatewayId }, place }: Planned): string =>
  String(input['VpnGatewayId'] ?? gatewayId ?? `region ${place.Region}`);

/** Reads the target once more; throws with a fresh plan when it is not as it was approved. */
const recheck = async (deed: Deed, parts: GuardParts, passage: Passage): Promise<Planned> => {
  const { prepared, planned, approved } = deed;
  if (!approved) return planned;
  const look = lookFor(parts, passage, prepared.identity, prepared.input);
  const now = await survey(parts, prepared, look, true);
  if (stateOf(parts, [now], approved.settingsOnly) !== approved.state)
    throw refusalOf(noYes.changed, planOf([now], parts.language, parts.redact), parts.language);
  return now;
};

/** Made from the approval's ID, so that a second use on another replica is a replay and not a second act. */
const tokenOf = (deed: Deed, parts: GuardParts): string => {
  if (!deed.grant) return randomUUID();
  const mac = createHmac('sha256', parts.keys.seals()).update(`token ${deed.grant.id} ${deed.step}`);
  return `vgm-${mac.digest('hex').slice(0, 40)}`;
};

const fileName = ({ prepared, planned }: Deed, fingerprint: string): string => {
  const what = planned.survey.target.Id || String(prepared.input['Name'] ?? prepared.action.name);
  return `psk-${what}-${fingerprint}.txt`;
};

interface Made {
  readonly input: Fields;
  readonly files: readonly string[];
  readonly notes: readonly string[];
}

/** Keys are made at the last moment, and are on the disk before they are in the cloud: nobody could read them later. */
const makeSecrets = async (deed: Deed, input: Fields, parts: GuardParts): Promise<Made> => {
  const keys: string[] = [];
  const filled = generateSecrets(deed.prepared.action, input, (key) => keys.push(key));
  const files: string[] = [];
  const notes: string[] = [];
  for (const key of keys) {
    const { Fingerprint } = parts.secrets.hide(key);
    if (parts.places.secretsDir === undefined || parts.places.transport === 'http') {
      notes.push(
        `A new key was made (fingerprint ${Fingerprint}). No --secrets-dir: read it in the cloud's console to give it to the peer.`,
      );
      continue;
    }
    const file = await writeSecretFile(fileName(deed, Fingerprint), `${key}\n`, parts.places);
    files.push(file);
    notes.push(`A new key was made (fingerprint ${Fingerprint}) and written to ${file} for the peer.`);
  }
  return { input: filled, files, notes };
};

const withToken = (deed: Deed, input: Fields, parts: GuardParts): Fields =>
  'ClientToken' in deed.prepared.action.input.shape && input['ClientToken'] === undefined
    ? { ...input, ClientToken: tokenOf(deed, parts) }
    : input;

const AGAIN = 'An earlier try of this call had no known outcome; the same request was sent again.';

const fill = async (deed: Deed, planned: Planned, parts: GuardParts): Promise<Made> => {
  if (deed.again) return { input: deed.again.input, files: [], notes: [AGAIN, ...deed.again.notes] };
  const made = await makeSecrets(deed, planned.input, parts);
  return { ...made, input: withToken(deed, made.input, parts) };
};

const confirm = async (planned: Planned, sent: Fields, prepared: Prepared, parts: GuardParts, passage: Passage) =>
  isRisky(planned)
    ? readBack(planned, sent, {
        surveys: parts.surveys,
        clock: parts.clock,
        signal: passage.call.signal,
        lookAgain: () => lookFor(parts, passage, prepared.identity, sent),
      })
    : { confirmed: null, notes: [] };

const noteOf = (confirmed: boolean | null, notes: readonly string[]): { Outcome?: OutcomeNote } =>
  notes.length === 0 ? {} : { Outcome: { State: 'done', Confirmed: confirmed, Notes: notes } };

/** Another identity: nothing that was asked or remembered under the former one counts. */
const forgetIdentity = ({ prepared }: Deed, parts: GuardParts): void => {
  if (prepared.action.name !== 'AssumeRole') return;
  parts.epoch.value += 1;
  parts.approvals.voidAll();
  parts.memory.clear();
};

/** The transmission itself, typed by whoever knows the action. */
type Transmit = (input: Fields) => Promise<Fields>;

const transmitter =
  (invoke: Invoke, { prepared }: Deed, passage: Passage): Transmit =>
  (input) =>
    // The action's own schema judged the input; what was added since is of the schema too.
    invoke(prepared.action, input, { ...passage.call, approve: refusal, secrets });

const refusal = (): Promise<never> => Promise.reject(new Error('the client asks for nothing'));
const secrets = { judge: () => null, equal: () => false, write: refusal };

const work = async (deed: Deed, parts: GuardParts, passage: Passage): Promise<Fields> => {
  const planned = await recheck(deed, parts, passage);
  refuseDelete(parts, planned, deed.grant?.id);
  const made = await fill(deed, planned, parts);
  const id = deed.again?.id ?? `${deed.grant?.id ?? randomUUID()}${deed.step > 0 ? `-${deed.step}` : ''}`;
  if (planned.risk === 'destroy') parts.breaker.count(deed.grant?.id ?? id);
  const parcel = { prepared: deed.prepared, planned, grant: deed.grant, input: made.input, id, notes: made.notes };
  try {
    const { output, warnings } = await send(parcel, parts, passage, transmitter(parts.invoke, deed, passage));
    forgetIdentity(deed, parts);
    deed.onDone?.(made.input);
    const seen = await confirm(planned, made.input, deed.prepared, parts, passage);
    return { ...output, ...noteOf(seen.confirmed, [...warnings, ...seen.notes, ...made.notes]) };
  } catch (error) {
    if (!isUnknown(error)) await Promise.all(made.files.map(removeSecretFile));
    throw error;
  }
};

const IN_USE = new Refused(
  'refused',
  'Another change on the same gateway is still running. Nothing was sent.',
  'Repeat the call in a minute; a yes that was given for it has to be given again.',
);

/** Ends the waiting, not the work: a caller that hears nothing is not held longer than it bears. */
const patience = ({ signal, holdMs }: Passage['call'], clock: GuardParts['clock'], over: AbortSignal): AbortSignal => {
  if (holdMs === undefined) return signal;
  const limit = new AbortController();
  void clock.sleep(holdMs, over).then(() => limit.abort(IN_USE));
  return AbortSignal.any([signal, limit.signal]);
};

/** Carries out one write: alone on its gateway, checked once more, recorded before and after, read back. */
export const perform = async (deed: Deed, parts: GuardParts, passage: Passage): Promise<Fields> => {
  const key = lockKey(deed.planned);
  const { call } = passage;
  const begun = new AbortController();
  const start = (): Promise<Fields> => {
    begun.abort();
    return work(deed, parts, passage);
  };
  const onWait = (): void => call.progress({ done: 0, message: `waiting for another change on ${key}` });
  try {
    return await parts.locks(key, patience(call, parts.clock, begun.signal), start, onWait);
  } finally {
    begun.abort();
  }
};
