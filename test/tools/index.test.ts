import { expect, it } from 'vitest';
import { type ActionName, actions } from '../../src/catalogue/index.ts';
import { toolByName, tools } from '../../src/tools/index.ts';

it('every action is a tool of its own name', () => {
  expect((Object.keys(actions) as ActionName[]).filter((name) => !toolByName.has(name))).toEqual([]);
});

it('no name is given twice', () => {
  expect(toolByName.size).toBe(tools.length);
});
