import { Refused } from '../../errors.ts';

/** Ends the call: what is wrong, and the next step. No file was written. */
export const refuse = (message: string, remedy: string): never => {
  throw new Refused('refused', `${message} Nothing was written.`, remedy);
};

const HIDDEN = /\[secret:[0-9a-f]{8}:\d{1,9}\]/;

/** Whether a secret was hidden in a value, so that it is not the value any more: a key and an identity may be the same text. */
export const isHidden = (value: unknown): boolean => typeof value === 'string' && HIDDEN.test(value);

/** A live value as it is; one in which a secret was hidden is refused, for a file would get what stands in its place. */
export const notHidden = <T>(value: T, field: string): T =>
  isHidden(value)
    ? refuse(
        `${field} holds the text of a pre-shared key, which is hidden here, so that it cannot be written.`,
        'A key that stands in another setting is as good as public: set a new one with ModifyVpnConnectionAttribute (IkeConfig.Psk: {"generate": true}), then call again.',
      )
    : value;

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
  const found = allowed.find((one) => one === notHidden(value, field));
  if (found !== undefined) return found;
  return refuse(
    typeof value === 'string' && value !== ''
      ? `${field} is a value that no writer knows; known are ${allowed.join(', ')}.`
      : `${field} is missing in the cloud's reply, and no default of ours stands in for it.`,
    `Look at it with DescribeVpnConnection; set it with ModifyVpnConnectionAttribute, then call again.`,
  );
};
