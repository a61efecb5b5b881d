import type { Handlers } from './handler.ts';
import { may } from './handler.ts';
import { oneOf, text } from './kinds.ts';

export const regionHandlers = {
  DescribeRegions: {
    effect: 'read',
    takes: { ProductType: may(text), AcceptLanguage: may(oneOf('zh-CN', 'en-US')) },
    run: ({ input }, world) => {
      const inChinese = input['AcceptLanguage'] !== 'en-US'; // Chinese is the default
      const Region = world.data.regions.map(({ RegionId, LocalName, RegionEndpoint, localNameZh }) => ({
        RegionId,
        LocalName: (inChinese && localNameZh) || LocalName,
        RegionEndpoint: RegionEndpoint ?? 'vpc.example.com',
      }));
      return { Regions: { Region } };
    },
  },
} satisfies Handlers;
