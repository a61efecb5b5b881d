/** The type of a value. `switch` takes no value on the command line; `yes-no` does; `optional` may stand alone. */
export type Kind = 'switch' | 'yes-no' | 'text' | 'optional' | 'number' | 'choice' | 'list';

/** The heading of an option in the help, in the README and in doctor. */
export type Group = 'agent' | 'safety' | 'http' | 'sandbox' | 'gateway' | 'network' | 'credentials' | 'process';

/**
 * One setting: `--name`, `VPN_MCP_NAME` and the key `name` of a profile are the same thing. Plain data, so that help,
 * README, manifest and doctor are made from it.
 */
export interface Option {
  readonly name: string;
  readonly kind: Kind;
  readonly group: Group;
  readonly about: string;
  /** The value's placeholder in the help. */
  readonly value?: string;
  /** Variables that the vendor's own tools read, first one wins. For the keys, equal positions belong together. */
  readonly vendor?: readonly string[];
  readonly choices?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly default?: string | number | boolean;
  /** For `optional`: what the bare option means, and what a value looks like when it is a word of its own. */
  readonly whenAlone?: string;
  readonly looksLike?: RegExp;
  /** Environment only: other people on the machine can read a command line. */
  readonly secret?: true;
  /** Values from flags, environment and profile add up: a protection is never lost by another one. */
  readonly addsUp?: true;
}

/** The key in `Values` of an option. */
export const keyOf = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** The variable of an option. */
export const variableOf = (name: string): string => `VPN_MCP_${name.toUpperCase().replaceAll('-', '_')}`;
