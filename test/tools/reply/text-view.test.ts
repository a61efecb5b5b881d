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
    summary: { VpnGateways: [{ VpnGatewayId: 'vpn-1', CreateTimeIso: '1970-01-01T00:00:00.001Z' }], TotalCount: 1 },
  },
  { what: 'a log is a list', output: { Data: ['a line'], RequestId: 'R' }, summary: { Data: ['a line'] } },
  { what: 'an empty list is one', output: { Regions: [], RequestId: 'R' }, summary: { Regions: [] } },
  { what: 'an instant without its text stays', output: { CreateTime: 1 }, summary: { CreateTime: 1 } },
  {
    what: 'a write keeps its request, and what was not read back is left to the notes',
    output: { RequestId: 'R', Outcome: { State: 'done', Confirmed: null, Notes: ['Not read back.'] } },
    summary: { RequestId: 'R', Outcome: { State: 'done', Notes: ['Not read back.'] } },
  },
  {
    what: 'what was read back is told',
    output: { Outcome: { State: 'no-effect', Confirmed: false } },
    summary: { Outcome: { State: 'no-effect', Confirmed: false } },
  },
  { what: 'null means something elsewhere', output: { Before: null }, summary: { Before: null } },
])('$what', ({ output, summary }) => {
  expect(textView(output)).toEqual(summary);
});
