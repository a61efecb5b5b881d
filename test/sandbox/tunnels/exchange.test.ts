import { expect, it } from 'vitest';
import {
  daemonOf,
  join,
  reply,
  retransmitsUnanswered,
  selection,
  send,
} from '../../../src/sandbox/tunnels/exchange.ts';
import { complete } from '../../../src/sandbox/tunnels/tunnels.ts';
import { cloud } from './tunnel-fixture.ts';

it('speaks of a device by what it accepts, of the cloud by what it offers', () => {
  const weak = { IkeEncAlg: 'des', IkeAuthAlg: 'md5', IkePfs: 'group1' };
  const device = complete({ IkeProposals: [weak, { ...weak, IkeEncAlg: 'aes' }] }, cloud);
  const names = { name: 'ali', child: 'net1' };
  expect(daemonOf(device, names).ike).toBe(
    'IKE:DES_CBC/HMAC_MD5_96/PRF_HMAC_MD5/MODP_768, IKE:AES_CBC_128/HMAC_MD5_96/PRF_HMAC_MD5/MODP_768',
  );
  expect(daemonOf(cloud, names).ike).toBe('IKE:AES_CBC_128/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_1024');
});

it('lets one end write what the other reads', () => {
  expect(join(send('X'), reply('Y'), { initiator: ['z'] })).toEqual({
    initiator: ['[ENC] generating X', '[ENC] parsed Y', 'z'],
    responder: ['[ENC] parsed X', '[ENC] generating Y'],
  });
});

it('names the algorithm that does not fit instead of a selected proposal', () => {
  expect(selection('A', 'B', 'INTEGRITY_ALGORITHM')[1]).toBe('[CFG]   no acceptable INTEGRITY_ALGORITHM found');
  expect(selection('A', 'A').at(-1)).toBe('[CFG] selected proposal: A');
});

it('tries four times before it gives up', () => {
  const lines = retransmitsUnanswered((attempt) => `try ${attempt}`);
  expect(lines.slice(3)).toEqual([
    '[IKE] try 4',
    '[IKE] giving up after 4 retransmits',
    '[IKE] establishing IKE_SA failed, peer not responding',
  ]);
});
