import { expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import { startBench } from '../bench.ts';

// What is so already is not sent, and each tag has its way back.

const RegionId = 'cn-hangzhou';
const { TagResources, UnTagResources } = actions;
const gateway = { RegionId, ResourceType: 'VPNGATEWAY', ResourceId: ['vpn-shop0001'] };
const startPublic = (more = {}) => startBench({ world: 'public', ...more });

test('tags are told before and after, given once, and taken back', async () => {
  const bench = await startPublic();
  const given = { ...gateway, Tag: [{ Key: 'floor', Value: 'net' }] };
  const summary = await bench.plan(TagResources, given);
  expect(summary.Changes).toEqual([{ Field: 'vpn-shop0001 floor', Before: null, After: 'net' }]);
  expect(summary.Undo).toContain('UnTagResources');
  await bench.invoke(TagResources, given, bench.call());
  expect((await bench.invoke(TagResources, given, bench.call()))['Outcome']).toMatchObject({ State: 'unchanged' });
  const other = await bench.plan(TagResources, { ...gateway, Tag: [{ Key: 'floor', Value: 'ops' }] });
  expect(other.Changes).toEqual([{ Field: 'vpn-shop0001 floor', Before: 'net', After: 'ops' }]);
  expect(other.Undo).toContain('Tag=Key:floor,Value:net');
  const all = await bench.plan(UnTagResources, { ...gateway, All: true });
  expect(all.Changes).toContainEqual({ Field: 'vpn-shop0001 floor', Before: 'net', After: null });
  const none = await bench.invoke(UnTagResources, { ...gateway, TagKey: ['absent'] }, bench.call());
  expect(none['Outcome']).toMatchObject({ State: 'unchanged' });
  expect((await bench.writes()).map(({ action }) => action)).toEqual(['TagResources']);
});
