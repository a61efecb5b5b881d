import { Refused } from '../../errors.ts';

/** What a value of the cloud's has to be before it may stand in a profile; the value itself is never repeated. */
export const refuseValue = (owner: string, field: string, rule: string, next: string): never => {
  throw new Refused('refused', `${field} of ${owner} is not ${rule}. Nothing was written.`, next);
};

const ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

/** An ID, from which files are named and which stands in a comment. */
export const idOf = (value: unknown, field: string): string =>
  typeof value === 'string' && ID.test(value)
    ? value
    : refuseValue(
        'the reply',
        field,
        'an ID of letters, digits, hyphens and underscores',
        'Read the list of certificates and name one by its ID.',
      );
