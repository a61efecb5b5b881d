import { Refused } from '../../errors.ts';

/** Ends the call: what is wrong, and the next step. No file was written. */
export const refuse = (message: string, remedy: string): never => {
  throw new Refused('refused', `${message} Nothing was written.`, remedy);
};

const ID = /^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/;

/** An ID, from which files and sections are named. */
export const idOf = (value: unknown, field: string): string =>
  typeof value === 'string' && ID.test(value)
    ? value
    : refuse(
        `${field} in the cloud's reply is no ID of letters, digits and hyphens.`,
        'Look at the resource in the console: no file can be named after it.',
      );

/** One of a closed list, so that it can stand in any grammar as it is. */
export const oneOf = <T extends string>(value: unknown, field: string, allowed: readonly T[]): T => {
  const found = allowed.find((one) => one === value);
  if (found !== undefined) return found;
  return refuse(
    typeof value === 'string' && value !== ''
      ? `${field} is a value that no writer knows; known are ${allowed.join(', ')}.`
      : `${field} is missing in the cloud's reply, and no default of ours stands in for it.`,
    `Look at it with DescribeVpnConnection; set it with ModifyVpnConnectionAttribute, then call again.`,
  );
};
