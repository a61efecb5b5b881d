import type { Parameters, Row, Table } from '../handlers/handler.ts';
import { invalid } from '../handlers/kinds.ts';
import { missing, Refusal } from '../state/refusal.ts';

/** Names of parameters that a table does not know. SDKs add RegionId to every call, whether the action lists it or not. */
export const undocumented = (takes: Table, input: Parameters): string[] =>
  Object.keys(input).filter((name) => name !== 'RegionId' && !isKnown(takes, name.split('.')));

/** Whether a table has this parameter, or the structures of one have this member. */
const isKnown = (rows: Table, [head = '', ...rest]: readonly string[]): boolean => {
  const row = Object.hasOwn(rows, head) ? rows[head] : undefined;
  if (!row?.parts) return row !== undefined;
  const { most, rows: members } = row.parts;
  const inside = most === undefined ? rest : /^\d+$/.test(rest[0] ?? '') ? rest.slice(1) : undefined;
  if (!inside) return false;
  return members ? isKnown(members, inside) : inside.length === 0;
};

/** Required parameters and bad values, in the order of the table; `before` is the name of the structure they are in. */
export const checkParameters = (takes: Table, input: Parameters, before = ''): void => {
  for (const [name, row] of Object.entries(takes)) {
    if (row.parts) checkParts(row, input, before + name);
    else checkText(row, input, before + name);
  }
};

const checkText = ({ required, kind }: Row, input: Parameters, name: string): void => {
  const value = input[name];
  if (value) kind(value, name);
  else if (required) throw missing(name);
};

const checkParts = (row: Row, input: Parameters, name: string): void => {
  const { most, rows } = row.parts ?? {};
  const inside = Object.keys(input).filter((one) => one.startsWith(`${name}.`));
  if (inside.length === 0) {
    if (row.required) throw missing(name);
    return;
  }
  const items = most === undefined ? [name] : itemsOf(inside, name, most).map((one) => `${name}.${one}`);
  for (const item of items) {
    if (rows) checkParameters(rows, input, `${item}.`);
    else checkText(row, input, item);
  }
};

/** The numbers of a list's items: from 1 without a gap, and not more than it may have. */
const itemsOf = (inside: readonly string[], name: string, most: number): number[] => {
  const numbers = new Set(inside.map((one) => Number(one.slice(name.length + 1).split('.')[0])));
  const inOrder = [...numbers].sort((a, b) => a - b);
  if (inOrder.some((one, index) => one !== index + 1)) throw invalid(name);
  // The tag actions of other products spell it so; what this product says is not documented.
  if (inOrder.length > most) throw new Refusal(400, `NumberExceed.${name}`, `The list ${name} is too long.`);
  return inOrder;
};
