import { createHmac, randomUUID } from 'node:crypto';
import type { Fields } from '../../catalogue/action.ts';
import { takesField } from '../../catalogue/schema/platform-rows.ts';
import { howToTake, OF_NEW_KEY, placeOf } from '../../catalogue/schema/secret.ts';
import { Refused } from '../../errors.ts';
import type { PlannedWrite } from '../plan/write-request.ts';
import type { SecretKeeper } from '../secrets/keeper.ts';
import { generateSecrets, type NewKey } from '../secrets/resolve.ts';
import { type CallContext, type GuardContext, keeperOf } from './context.ts';
import type { ApprovedWrite } from './request.ts';

/** An input that is ready to leave, what takes the files of its new keys back, and notes about them. */
export interface CompleteInput {
  readonly sent: Fields;
  readonly takeBack: readonly (() => Promise<void>)[];
  readonly notes: readonly string[];
}

/** Whose key it is, for the name of its file: of a connection of two tunnels each has its own. */
const ownerOf = ({ action, asked, impact }: PlannedWrite, part: string): string => {
  const owner = impact.target.Id || String(asked['Name'] ?? action.name);
  const tunnel = part || String(asked['TunnelId'] ?? '');
  return tunnel === '' || tunnel === owner ? owner : `${owner}-${tunnel}`;
};

type Kept = Pick<CompleteInput, 'takeBack' | 'notes'>;

const takeAllBack = (kept: readonly Kept[]) =>
  Promise.all(kept.flatMap(({ takeBack }) => takeBack).map((one) => one()));

/** Nothing is kept where nobody could get it; a new key is kept before it is in the cloud: nobody could read it later. */
const keepKey = async (
  { key, part }: NewKey,
  planned: PlannedWrite,
  { secrets }: GuardContext,
  keeper: SecretKeeper,
): Promise<Kept> => {
  const { Fingerprint } = secrets.hide(key);
  const which = part === '' ? 'A new key' : part === 'bgp' ? 'A new BGP key' : `A new key of tunnel ${part}`;
  const made = `${which} was made (fingerprint ${Fingerprint})`;
  if (keeper.files === 'no folder' || keeper.files === 'remote caller') {
    const why = keeper.files === 'no folder' ? 'No --secrets-dir' : 'No page hands it out without access tokens';
    return { takeBack: [], notes: [`${made}. ${why}: read it in the cloud's console to give it to the peer.`] };
  }
  const { file, remove } = await keeper.keepKey(ownerOf(planned, part), Fingerprint, key);
  const how = howToTake([file], OF_NEW_KEY);
  const where =
    how === undefined ? `written to ${placeOf(file)} for the peer.` : `waits for the peer at ${placeOf(file)}. ${how}`;
  return { takeBack: [remove], notes: [`${made} and ${where}`] };
};

/** Keeps all of them, or none: a key of a call that is not sent would be one that no tunnel has. */
const keepKeys = async (
  keys: readonly NewKey[],
  write: PlannedWrite,
  context: CallContext,
): Promise<readonly Kept[]> => {
  const keeper = keeperOf(context);
  const kept: Kept[] = [];
  try {
    for (const key of keys) kept.push(await keepKey(key, write, context, keeper));
  } catch (error) {
    await takeAllBack(kept);
    if (!(error instanceof Refused)) throw error;
    throw new Refused(error.code, `${error.message} Nothing was sent.`, error.remedy, undefined, { cause: error });
  }
  return kept;
};

/** Made from the approval's ID, so that a second use on another replica is a replay and not a second act. */
const tokenOf = ({ approval, step }: ApprovedWrite, { keys }: GuardContext): string => {
  if (!approval) return randomUUID();
  const mac = createHmac('sha256', keys.seals()).update(`token ${approval.id} ${step}`);
  return `vgm-${mac.digest('hex').slice(0, 40)}`;
};

const withToken = (write: ApprovedWrite, input: Fields, context: GuardContext): Fields =>
  takesField(context.platform, write.action.input, 'ClientToken') && input['ClientToken'] === undefined
    ? { ...input, ClientToken: tokenOf(write, context) }
    : input;

const SENT_AGAIN = 'An earlier try of this call had no known outcome; the same request was sent again.';

/** The input with what is made at the last moment: new keys and the token. A retry sends what its first try sent. */
export const completeInput = async (write: ApprovedWrite, context: CallContext): Promise<CompleteInput> => {
  const { retryOf } = write;
  if (retryOf) return { sent: retryOf.sent, takeBack: [], notes: [SENT_AGAIN, ...retryOf.notes] };
  const keys: NewKey[] = [];
  const input = generateSecrets(write.action, write.input, (made) => keys.push(made));
  const kept = await keepKeys(keys, write, context);
  return {
    sent: withToken(write, input, context),
    takeBack: kept.flatMap(({ takeBack }) => takeBack),
    notes: kept.flatMap(({ notes }) => notes),
  };
};
