import { allOf, type Offer } from '../../vendors/crypto-names.ts';

/** One kind of algorithm on which two lists do not meet. */
export interface ProposalDifference {
  readonly field: keyof Offer | 'combination';
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
}

const KINDS = ['enc', 'hash', 'prf', 'dh'] as const;

const meets = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === 0 || b.length === 0 || a.some((name) => b.includes(name));

/** Without a group on one side only: no PFS there. `ignoreDh` where the first exchange carries none by design. */
const dhMeets = (a: readonly string[], b: readonly string[], ignoreDh: boolean): boolean => {
  if (ignoreDh) return true;
  const [left, right] = [a.length === 0 ? ['disabled'] : a, b.length === 0 ? ['disabled'] : b];
  return left.some((name) => right.includes(name));
};

const fits = (a: Offer, b: Offer, ignoreDh: boolean): boolean =>
  meets(a.enc, b.enc) && meets(a.hash, b.hash) && meets(a.prf, b.prf) && dhMeets(a.dh, b.dh, ignoreDh);

/**
 * What keeps two lists of offers apart: nothing when one offer of each fits, else the kinds without a common value, or
 * `combination` when every kind has one but no single offer fits.
 */
export const compareProposals = (
  ours: readonly Offer[],
  theirs: readonly Offer[],
  ignoreDh = false,
): readonly ProposalDifference[] => {
  if (ours.length === 0 || theirs.length === 0) return [];
  if (ours.some((one) => theirs.some((other) => fits(one, other, ignoreDh)))) return [];
  const apart = KINDS.flatMap((field): ProposalDifference[] => {
    const [left, right] = [allOf(ours, field), allOf(theirs, field)];
    const isApart = field === 'dh' ? !dhMeets(left, right, ignoreDh) : !meets(left, right);
    return isApart ? [{ field, ours: left, theirs: right }] : [];
  });
  return apart.length > 0
    ? apart
    : [{ field: 'combination', ours: ours.map(offerText), theirs: theirs.map(offerText) }];
};

/** One offer in a line. */
export const offerText = ({ enc, hash, dh }: Offer): string => [...enc, ...hash, ...dh].join('-');
