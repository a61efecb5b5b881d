import { expect, test } from 'vitest';
import { format } from '../../../src/catalogue/message.ts';
import { addNotes, removeNotes } from '../../../src/tools/subnets/notes.ts';
import { situationOf } from '../../../src/tools/subnets/situation.ts';
import { startBench } from '../../guard/bench.ts';
import { asks, routeOf } from '../../support/subnet-sample.ts';

const args = { VpnConnectionId: 'plant-main', Cidrs: '172.21.0.0/16' };
const route = routeOf('172.21.0.0/16', 'vco-plant0001');

test('first stands what is wrong, last the way back', async () => {
  const bench = await startBench();
  await bench.patch({ 'vco-plant0002.peer.Up': false });
  const situation = await situationOf(asks('add', args.Cidrs), args, bench.call(), bench.invoke);
  const made = { fresh: [route], covered: [['172.21.0.0/16', '172.16.0.0/12'] as const], isGuess: true };
  const words = addNotes(situation, made).map(({ text, values }) => format(text, 'en', values));
  expect(words[0]).toContain('plant-backup (vco-plant0002) is down ALREADY');
  expect(words.at(-1)).toMatch(
    /^Way back: RemoveSubnet VpnConnectionId=vco-plant0002, Cidrs=172\.21\.0\.0\/16, Side=remote/,
  );
  expect(words.join('\n')).toMatch(/Routes for it[\s\S]*No route is made for[\s\S]*no route of .* to go by/);
});

test('of a removal first stands what cannot be reached any more, then how to rehearse it', async () => {
  const bench = await startBench();
  const situation = await situationOf(asks('remove', args.Cidrs), args, bench.call(), bench.invoke);
  const words = removeNotes(situation, [route]).map(({ text, values }) => format(text, 'en', values));
  expect(words[0]).toContain('UNREACHABLE');
  expect(words.join('\n')).toContain('PublishVpnRouteEntry with VpnGatewayId=vpn-hq0001, RouteType=dbr');
  expect(words.at(-1)).toContain('AddSubnet');
});
