import { expect, it } from 'vitest';
import { type ActionName, actions } from '../../src/catalogue/index.ts';
import type { Option } from '../../src/settings/option.ts';
import { options } from '../../src/settings/options.ts';
import { toolByName, tools } from '../../src/tools/index.ts';

it('every action is a tool of its own name', () => {
  expect((Object.keys(actions) as ActionName[]).filter((name) => !toolByName.has(name))).toEqual([]);
});

it('no name is given twice', () => {
  expect(toolByName.size).toBe(tools.length);
});

it('every toolset that can be asked for has tools, is told in the help, and the other way round', () => {
  const rows: readonly Option[] = options;
  const option = rows.find(({ name }) => name === 'toolsets');
  // PlanChange is made with all others, so it is not among them here.
  const offered = new Set([...tools.map(({ toolset }) => toolset), 'change']);
  expect([...(option?.choices ?? [])].sort()).toEqual([...offered].sort());
  for (const name of offered) expect(option?.about).toContain(name);
});
