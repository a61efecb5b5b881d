import { expect, test } from 'vitest';
import { textView } from '../../../src/tools/reply/text-view.ts';

test.each([
  {
    what: 'a list leaves out its request and its count, and each instant is told once',
    output: {
      VpnGateways: [{ VpnGatewayId: 'vpn-1', CreateTime: 1, CreateTimeIso: '1970-01-01T00:00:00.001Z' }],
      TotalCount: 1,
      Scanned: 1,
      RequestId: 'R',
    },
    told: { VpnGateways: [{ VpnGatewayId: 'vpn-1', CreateTimeIso: '1970-01-01T00:00:00.001Z' }], TotalCount: 1 },
  },
  { what: 'a log is a list', output: { Data: ['a line'], RequestId: 'R' }, told: { Data: ['a line'] } },
  { what: 'an empty list is one', output: { Regions: [], RequestId: 'R' }, told: { Regions: [] } },
  { what: 'an instant without its text stays', output: { CreateTime: 1 }, told: { CreateTime: 1 } },
  {
    what: 'a write keeps its request, and what was not read back is left to the notes',
    output: { RequestId: 'R', Outcome: { State: 'done', Confirmed: null, Notes: ['Not read back.'] } },
    told: { RequestId: 'R', Outcome: { State: 'done', Notes: ['Not read back.'] } },
  },
  {
    what: 'what was read back is told',
    output: { Outcome: { State: 'no-effect', Confirmed: false } },
    told: { Outcome: { State: 'no-effect', Confirmed: false } },
  },
  { what: 'null means something elsewhere', output: { Before: null }, told: { Before: null } },
])('$what', ({ output, told }) => {
  expect(textView(output)).toEqual(told);
});
