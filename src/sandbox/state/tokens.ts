import { randomBytes } from 'node:crypto';

/** A key that AssumeRole gave out. */
export interface Session {
  AccessKeyId: string;
  AccessKeySecret: string;
  SecurityToken: string;
  /** Epoch milliseconds of world time. */
  ExpiresAt: number;
  /** The role that was assumed, `acs:ram::<account>:role/<name>`. */
  RoleArn: string;
  AccountId: string;
  /** The session's own policy, which can only take permissions away. */
  Policy?: string;
  /** As the account's key that it came from. */
  Personal?: boolean;
  Organizations?: string[];
}

/** A fresh random text of letters and digits, as many characters as asked for. */
export const randomText = (length: number): string => {
  const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';
  return Array.from(randomBytes(length), (byte) => alphabet[byte % alphabet.length]).join('');
};

interface Statement {
  Effect?: unknown;
  Action?: unknown;
}

const patterns = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');

const covers = (statement: Statement, action: string): boolean =>
  patterns(statement.Action).some((pattern) => {
    const expression = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
    return new RegExp(`^${expression}$`, 'i').test(action);
  });

/** Whether a session policy leaves an action such as `vpc:DeleteVpnGateway` allowed. Resources are ignored. */
export const policyAllows = (policy: string, action: string): boolean => {
  const { Statement: list } = JSON.parse(policy) as { Statement: Statement[] }; // grammar was checked by AssumeRole
  const effects = list.filter((one) => covers(one, action)).map((one) => one.Effect);
  return effects.includes('Allow') && !effects.includes('Deny');
};
