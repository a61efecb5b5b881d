import { describe, expect, it } from 'vitest';
import { keyOf, type Option, variableOf } from '../../src/settings/option.ts';
import { options } from '../../src/settings/options.ts';
import { problemOf, read } from '../support/start.ts';

const rows: readonly Option[] = options;

describe('every option', () => {
  const texts = { switch: 'true', 'yes-no': 'no', text: 'word', optional: 'empty', list: 'a', number: '', choice: '' };
  const sample = ({ kind, choices, min, max }: Option): string =>
    choices?.[0] ?? (kind === 'number' ? String(max ?? min) : texts[kind]);

  it.each(rows.filter(({ name }) => name !== 'settings' && name !== 'security-token'))(
    '$name can be set by its variable',
    (option) => {
      const long = `${sample(option)}${['seal-key', 'approval-pin'].includes(option.name) ? '-'.repeat(40) : ''}`;
      const also = ['resource-group', 'organization-parameters'].includes(option.name)
        ? { VPN_MCP_ORGANIZATION: '1' }
        : {};
      const { settings } = read([], { [variableOf(option.name)]: long, ...also });
      expect(settings.sources[keyOf(option.name) as keyof typeof settings.sources]).toBe(variableOf(option.name));
    },
  );

  it.each(rows.filter(({ secret }) => secret))('$name is a secret and refused on the command line', ({ name }) => {
    const problem = problemOf([`--${name}=obviously-fake`]);
    expect(problem.remedy).toContain(variableOf(name));
    expect(`${problem.message}${problem.remedy}`).not.toContain('obviously-fake');
  });

  it('has a name of its own and says what it is for', () => {
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
    for (const { about, name } of rows) expect([name, about.length > 10]).toEqual([name, true]);
  });

  it('of a choice has its default among the choices', () => {
    for (const row of rows.filter(({ kind, default: preset }) => kind === 'choice' && preset !== undefined))
      expect([row.name, row.choices?.includes(String(row.default))]).toEqual([row.name, true]);
  });
});
