import { expect, test } from 'vitest';
import { sendRequest } from '../send-request.ts';
import { startTiny } from '../start-tiny.ts';
import { key } from '../tiny-world.ts';

const tiny = startTiny();

test('regions are named in Chinese unless English is asked for', async () => {
  const names = async (parameters: Record<string, string>) =>
    (await tiny.call('DescribeRegions', parameters)).body.Regions.Region.map(
      (one: { LocalName: string }) => one.LocalName,
    );
  expect(await names({})).toEqual(['测试一', 'Test Two']);
  expect(await names({ AcceptLanguage: 'en-US' })).toEqual(['Test One', 'Test Two']);
  expect((await tiny.call('DescribeRegions', { AcceptLanguage: 'de' })).body.Code).toBe('InvalidAcceptLanguage');
});

test('it is the one call that needs no region', async () => {
  expect((await sendRequest(tiny.cloud.endpoint, key, 'DescribeRegions')).status).toBe(200);
});
