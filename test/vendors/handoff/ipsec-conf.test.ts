import { expect, it } from 'vitest';
import { ipsecConfFiles } from '../../../src/vendors/handoff/ipsec-conf.ts';
import { sampleLink } from '../../support/peer-link.ts';

it('the settings stand in one file without a key, the keys with their identities in another', () => {
  const link = sampleLink();
  const [conf, secrets] = ipsecConfFiles(
    link,
    { key: (_, { inText }) => inText('KEY'), head: ['holds a key'] },
    {
      about: { title: 'a program', verified: 'lab' },
      infix: 'x',
      identity: (_, value) => value,
      conns: ({ connectionId }) => [`conn ${connectionId}`],
    },
  );
  expect([conf.name, secrets.name]).toEqual([`${link.connectionId}.x.conf`, `${link.connectionId}.x.secrets`]);
  expect(conf.text).toContain(`conn ${link.connectionId}`);
  expect(conf.text).not.toMatch(/KEY|holds a key/);
  const [tunnel] = link.tunnels;
  expect(secrets.text).toContain(`${tunnel.localId} ${tunnel.remoteId} : PSK "KEY"`);
  expect(secrets.text).toContain('# holds a key');
});
