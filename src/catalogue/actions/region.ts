import { z } from 'zod';
import { defineAction } from '../action.ts';
import { oneOf, request, text } from '../schema/fields.ts';
import { list, reply, string } from '../schema/reply-fields.ts';

export const DescribeRegions = defineAction({
  name: 'DescribeRegions',
  verb: 'describe',
  resource: 'region',
  summary: 'List the regions of this cloud.',
  risk: 'read',
  // The one action of the product without RegionId.
  input: request({
    ProductType: text.optional(),
    AcceptLanguage: oneOf('zh-CN', 'en-US').optional(),
  }),
  output: reply({
    // The guide's sample holds one region without the inner name; its table says a list.
    Regions: list('Region', z.looseObject({ RegionId: string, LocalName: string, RegionEndpoint: string })),
  }),
});
