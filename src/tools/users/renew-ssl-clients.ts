import { z } from 'zod';
import type { Call, Invoke } from '../../catalogue/invoke.ts';
import type { SummaryLine } from '../../catalogue/message.ts';
import { say } from '../../catalogue/schema/explain.ts';
import { regionId } from '../../catalogue/schema/fields.ts';
import { type Job, jobTool, type Standing } from '../change/job.ts';
import { type Access, calledBy, type Held, readAccess, unseenWords } from './access.ts';
import { choose } from './choose.ts';
import { droppedBy, readOnline } from './dropped.ts';
import { handOut, refuseWithoutFolder } from './hand-out.ts';
import { readProofs } from './proof-of-use.ts';
import { createSteps, type Renewal, renewalLines, renewalsOf, withProofs } from './renewal.ts';
import { deleteSteps, dropNotes, names, note, unseenNotes } from './revocation.ts';
import { endingWithin } from './successors.ts';

interface Asked {
  readonly Days: number;
  readonly Who?: readonly string[] | undefined;
  readonly DeleteOld?: 'used' | 'all' | undefined;
  readonly RegionId?: string | undefined;
}

/** What the public cloud's documents allow an account. */
const QUOTA = 50;

/** What a renewal is made from, read at one moment. */
interface Picture {
  readonly access: Access;
  readonly renewals: readonly Renewal[];
  readonly gone: readonly string[];
  readonly expired: readonly Held[];
  readonly endless: readonly Held[];
}

const hasFollower = (one: Held, renewals: readonly Renewal[]): boolean =>
  renewals.some(({ successor }) => successor?.id === one.id);

const look = async ({ Days, Who, RegionId }: Asked, call: Call, invoke: Invoke): Promise<Picture> => {
  const access = await readAccess(invoke, call, RegionId);
  const chosen = Who && (await choose(access, Who, call));
  const ending = endingWithin(access.held, Days, Date.now());
  const renewals = renewalsOf(chosen?.held ?? ending.soon, access.held);
  const expired = chosen ? [] : ending.expired.filter((one) => !hasFollower(one, renewals));
  return { access, renewals, gone: chosen?.gone ?? [], expired, endless: chosen ? [] : ending.endless };
};

const AGAIN =
  'When the new files are in use: RenewSslClients with the same arguments and DeleteOld used deletes the old certificates whose successors were seen; all deletes the others too.';

const expiredNext = (expired: readonly Held[]): readonly string[] =>
  expired.length === 0
    ? []
    : [
        `Expired already, and left alone: ${names(expired)}. Ask whether their holders still need access: RenewSslClients with Who makes new ones, RevokeVpnUser clears them away.`,
      ];

const notKnownNext = ({ access, endless }: Picture): readonly string[] => [
  ...(access.unseen.length > 0
    ? [`NOT COMPLETE: ${unseenWords(access)} could not be read. Repeat the call later.`]
    : []),
  ...(endless.length > 0
    ? [`When these end is not known: ${names(endless)}. Look with DescribeSslVpnClientCert.`]
    : []),
];

/** Nothing old is deleted before there is something new. */
const firstNext = ({ renewals }: Picture, asked: Pick<Asked, 'DeleteOld'>): readonly string[] => {
  const without = renewals.filter(({ successor }) => !successor).map(({ old }) => old);
  return asked.DeleteOld === undefined || without.length === 0
    ? []
    : [`There is no new one yet for ${names(without)}: call RenewSslClients without DeleteOld first.`];
};

const standingOf = (picture: Picture, handed: readonly string[]): Standing => {
  const { renewals, gone, expired } = picture;
  return {
    board: [
      ...gone.map((name) => ({ What: `${name}: deleted, in no list any more`, State: 'done' as const })),
      ...renewalLines(renewals),
    ],
    next: [
      ...notKnownNext(picture),
      ...handed,
      ...(renewals.some(({ successor }) => successor) ? [AGAIN] : []),
      ...expiredNext(expired),
    ],
  };
};

const successors = (renewals: readonly Renewal[]): readonly Held[] =>
  renewals.flatMap(({ successor }) => successor ?? []);

/** New certificates first: nobody is cut off by them. */
const planNew = async (picture: Picture, asked: Asked, call: Call, invoke: Invoke): Promise<Job> => {
  const { access, renewals } = picture;
  const steps = createSteps(renewals, access.held, Date.now());
  const olds = renewals.filter(({ successor }) => !successor).map(({ old }) => old);
  const after = access.held.length + steps.length;
  // Where all are made, the files are written once more: what is there already is taken as it is.
  const handed = steps.length === 0 ? await handOut(invoke, call, successors(renewals)) : [];
  return {
    ...standingOf(picture, handed),
    summary: [
      ...unseenNotes(access),
      note(call.secrets.files === 'on a page' ? 'renewsOnPages' : 'renews', {
        count: steps.length,
        names: names(olds),
      }),
      ...(after > QUOTA * 0.8 ? [note('quota', { now: access.held.length, after })] : []),
    ],
    steps,
    afterwards: async () => {
      const now = await look(asked, call, invoke);
      return standingOf(now, await handOut(invoke, call, successors(now.renewals)));
    },
  };
};

const deleteNotes = (going: readonly Renewal[]): readonly SummaryLine[] => {
  const unproven = going.filter(({ proof }) => proof === undefined).map(({ old }) => old);
  const proven = going.filter(({ proof }) => proof !== undefined).map(({ old }) => old);
  return [
    ...(unproven.length > 0 ? [note('deletesUnproven', { names: names(unproven) })] : []),
    ...(proven.length > 0 ? [note('deletesOld', { count: proven.length, names: names(proven) })] : []),
  ];
};

/** The old ones go when the new ones are used, all in one window. */
const planDelete = async (picture: Picture, asked: Asked, call: Call, invoke: Invoke): Promise<Job> => {
  const { access } = picture;
  const online = await readOnline(invoke, call, successors(picture.renewals));
  const proofs = await readProofs(invoke, call, successors(picture.renewals), online);
  const renewals = withProofs(picture.renewals, proofs);
  const going = renewals.filter(
    ({ successor, proof }) => successor !== undefined && (asked.DeleteOld === 'all' || proof !== undefined),
  );
  const olds = going.map(({ old }) => old);
  const now = standingOf({ ...picture, renewals }, []);
  return {
    ...{ board: now.board, next: [...firstNext(picture, asked), ...now.next] },
    summary: [
      ...unseenNotes(access),
      ...deleteNotes(going),
      ...dropNotes(droppedBy(olds, access, online)),
      ...(olds.length > 0 ? [note('noWayBack')] : []),
    ],
    steps: deleteSteps(olds),
    afterwards: async () => {
      const now = await look({ ...asked, Who: undefined }, call, invoke);
      const left = new Set(now.access.held.map(({ id }) => id));
      const gone = olds.filter(({ id }) => !left.has(id)).map(calledBy);
      const rest = renewals.filter(({ old }) => left.has(old.id));
      return standingOf({ ...now, renewals: rest, gone }, []);
    },
  };
};

/** Gives people new certificates before theirs end, and takes the old ones away once the new ones are used. */
export const RenewSslClients = jobTool({
  name: 'RenewSslClients',
  description:
    'Replace SSL-VPN client certificates that end soon: make new ones with profiles in files for people; in a later call, DeleteOld deletes the old ones.',
  risk: 'destroy',
  input: z.strictObject(
    {
      Days: z.int({ error: say }).min(1).max(1100).optional().describe('that end within, default 30'),
      Who: z
        .array(z.string({ error: say }).trim().min(1).max(128), { error: say })
        .min(1)
        .max(30)
        .optional()
        .describe('these instead: IDs or whole names'),
      DeleteOld: z.enum(['used', 'all'], { error: say }).optional().describe('used: successor seen in use'),
      RegionId: regionId.describe('default: all regions'),
    },
    { error: say },
  ),
  plan: async ({ Days = 30, ...rest }, call, invoke) => {
    const asked = { ...rest, Days };
    if (asked.DeleteOld === undefined) refuseWithoutFolder(call);
    const picture = await look(asked, call, invoke);
    return asked.DeleteOld === undefined
      ? planNew(picture, asked, call, invoke)
      : planDelete(picture, asked, call, invoke);
  },
});
