import { expect, it } from 'vitest';
import { findPeer } from '../../../src/tools/moves/find-peer.ts';
import { connection, region, twoTunnels } from '../sites/site-rows.ts';

const NewIp = '198.51.100.9';
const fresh = { CustomerGatewayId: 'cgw-9', Name: 'plant-fw', IpAddress: NewIp };
const around = region();
const [old] = around.customerGateways;

it.each(['cgw-1', 'plant-fw', '198.51.100.1', 'vco-1', 'plant'])('the old end is found by %s', (asked) => {
  expect(findPeer(around, asked, NewIp)).toEqual({ old });
  const both = region({ customerGateways: [...around.customerGateways, fresh] });
  expect(findPeer(both, asked, NewIp)).toEqual({ old });
});

it('two peers of one connection are not guessed between', () => {
  expect(() => findPeer(region({ connections: [twoTunnels()] }), 'pair', NewIp)).toThrow(
    /means several customer gateways/,
  );
});

it('with nothing of the old left the new one is where it was moved to', () => {
  const moved = region({ customerGateways: [fresh], connections: [{ ...connection, CustomerGatewayId: 'cgw-9' }] });
  expect(findPeer(moved, 'cgw-1', NewIp, true)).toEqual({ moved: fresh });
  expect(findPeer(moved, 'plant', NewIp)).toEqual({ moved: fresh });
  expect(findPeer(moved, 'plant-fw', NewIp)).toEqual({ moved: fresh });
  // A slip of the pen is no move that is done.
  expect(() => findPeer(moved, 'plnat', NewIp)).toThrow(/plant-fw \(cgw-9\) is at 198\.51\.100\.9 already/);
});

it('a name that nobody has is refused with those that there are', () => {
  expect(() => findPeer(around, 'factory', NewIp)).toThrow(/there are plant-fw \(cgw-1\) at 198\.51\.100\.1; spare-fw/);
});
