import { CreateSslVpnClientCert } from '../../catalogue/actions/ssl-client-cert.ts';
import type { Step } from '../../catalogue/invoke.ts';
import type { BoardLine } from '../change/job.ts';
import { calledBy, type Held } from './access.ts';
import type { Proofs } from './proof-of-use.ts';
import { successorName, successorOf } from './successors.ts';

/** One certificate that is to be replaced, and how far that is. */
export interface Renewal {
  readonly old: Held;
  readonly successor: Held | undefined;
  /** What shows that the new one is in use. */
  readonly proof: string | undefined;
}

/** Each certificate with its successor; one takes the place of one, also where two have the same name. */
export const renewalsOf = (olds: readonly Held[], held: readonly Held[]): readonly Renewal[] => {
  const left = new Set(held);
  return olds.map((old) => {
    const successor = successorOf(old, [...left]);
    if (successor) left.delete(successor);
    return { old, successor, proof: undefined };
  });
};

export const withProofs = (renewals: readonly Renewal[], proofs: Proofs): readonly Renewal[] =>
  renewals.map((one) => ({ ...one, proof: one.successor && proofs.get(one.successor.id) }));

/** The new certificates that are missing, each with a name of its own. */
export const createSteps = (renewals: readonly Renewal[], held: readonly Held[], nowMs: number): readonly Step[] => {
  const taken = held.map(({ name }) => name);
  return renewals
    .filter(({ successor }) => successor === undefined)
    .map(({ old }) => {
      const Name = successorName(old, taken, nowMs);
      taken.push(Name);
      const input = { RegionId: old.regionId, SslVpnServerId: old.serverId, Name };
      return { action: CreateSslVpnClientCert, input };
    });
};

const dateOf = (ms: number | undefined): string =>
  ms === undefined ? 'at a time that is not known' : new Date(ms).toISOString().slice(0, 10);

/** Where each renewal stands. */
export const renewalLines = (renewals: readonly Renewal[]): readonly BoardLine[] =>
  renewals.map(({ old, successor, proof }): BoardLine => {
    const What = `${calledBy(old)}, ends ${dateOf(old.endMs)}`;
    if (successor === undefined) return { What: `${What}: a new one`, State: 'to do' };
    if (proof === undefined)
      return { What: `${What}: its holder uses ${calledBy(successor)}`, State: 'waits for people' };
    return { What: `${What}: ${calledBy(successor)} is in use (${proof}); the old one can go`, State: 'to do' };
  });
