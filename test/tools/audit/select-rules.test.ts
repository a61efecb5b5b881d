import { expect, it } from 'vitest';
import { ruleIds, ruleNames, rulesNamed } from '../../../src/tools/audit/select-rules.ts';
import { RULES } from '../../../src/tools/rules/rules.ts';

const idsOf = (...names: readonly string[]) => rulesNamed(names).map(({ id }) => id);

it('a rule is asked for by its ID, by its group or by the kind of resource that it is about', () => {
  expect(idsOf('CRY-06')).toEqual(['CRY-06']);
  expect(idsOf('HA', 'CRT')).toEqual(['CRT-01', 'CRT-02', 'HA-03', 'HA-04', 'HA-05', 'HA-06', 'HA-07']);
  expect(idsOf('vpn-gateway')).toEqual(['OPS-01', 'OPS-02', 'OPS-03']);
  expect(idsOf('customer-gateway', 'OPS-04')).toEqual(['IDS-04', 'OPS-04']);
});

it('every rule has all three names, and every name has a rule', () => {
  const kinds = new Set(RULES.map(({ on }) => on));
  expect(ruleNames).toEqual(expect.arrayContaining([...ruleIds, ...kinds, 'CRY', 'SEC', 'SSL', 'NET', 'IDS', 'RTE']));
  for (const name of ruleNames) expect([name, idsOf(name).length]).not.toEqual([name, 0]);
});
