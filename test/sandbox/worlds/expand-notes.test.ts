import { describe, expect, it } from 'vitest';
import { expandNotes } from '../../../src/sandbox/worlds/expand-notes.ts';

describe('a world written for people', () => {
  it('gets every list, so that a patch can add to it', () => {
    expect(expandNotes({ clock: 'x' })).toMatchObject({ clock: 'x', ssl_logs: [], routes_pbr: [], platform: {} });
  });

  it('gets the certificates that a note speaks of, before those that it names', () => {
    const named = [{ SslVpnClientCertId: 'vsc-alice1' }];
    const { ssl_certs } = expandNotes({ ssl_certs: { note: 'Names user-001..user-057 are filler', named } });
    expect(ssl_certs).toHaveLength(58);
    expect(ssl_certs).toMatchObject({ 0: { Name: 'user-001' }, 56: { Name: 'user-057' }, 57: named[0] });
  });

  it('gets no certificates from a note that speaks of none', () => {
    expect(expandNotes({ ssl_certs: { note: 'none' } })).toMatchObject({ ssl_certs: [] });
  });

  it.each([
    [{ async: "every mutation puts the gateway in 'updating' for 2 polls" }, { polls: 2 }],
    [{ weight_rule: 'two 100s are rejected' }, {}],
    [{ psk_masking: 'Describe* return Psk as ****************' }, { psk_masking: 'masked' }],
    [{ psk_masking: true }, { psk_masking: 'masked' }],
    [
      { psk_masking: 'plain', pace: 'real' },
      { psk_masking: 'plain', pace: 'real' },
    ],
  ])('has its switches read: %o', (platform, expected) => {
    expect(expandNotes({ platform })['platform']).toEqual(expected);
  });

  it('is left alone where it already is a world file', () => {
    const world = expandNotes({ ssl_certs: [{ Name: 'x' }], platform: { polls: 1 } });
    expect(expandNotes(world)).toEqual(world);
  });
});
