import { expect, test } from 'vitest';
import { DescribeRegions } from '../../../src/catalogue/actions/region.ts';
import { inputMessages } from '../input-messages.ts';

test('regions are listed without naming one', () => {
  expect(inputMessages('DescribeRegions', {})).toEqual([]);
  expect(inputMessages('DescribeRegions', { RegionId: 'cn-hangzhou' }).join()).toContain('unknown parameter: RegionId');
});

test('a language is one of the two that the cloud speaks', () => {
  expect(inputMessages('DescribeRegions', { AcceptLanguage: 'en' }).join()).toContain(
    'AcceptLanguage is one of zh-CN, en-US',
  );
});

test('regions are a list', () => {
  const reply = { Regions: [{ RegionId: 'cn-qingdao-env17-d01', LocalName: 'China (Qingdao)' }] };
  expect(DescribeRegions.output.parse(reply)).toEqual(reply);
});
