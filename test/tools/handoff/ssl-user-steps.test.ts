import { describe, expect, it } from 'vitest';
import { stepsFor } from '../../../src/tools/handoff/ssl-user-steps.ts';
import { client, endpoint } from './ssl-facts.ts';

describe('stepsFor', () => {
  it('has a step for each system, what is reached and until when, in both languages', () => {
    const [en, zh] = (['en', 'zh'] as const).map((language) => stepsFor(client(), 'vsc-ana.ovpn', language));
    for (const steps of [en, zh]) {
      const text = steps?.join('\n');
      for (const word of ['Windows', 'macOS', 'Linux', 'iPhone', 'Android', 'vsc-ana.ovpn', '10.20.0.0/16'])
        expect(text).toContain(word);
      expect(text).toContain('2027-12-28');
      expect(text).not.toMatch(/\{\w+\}/);
    }
    expect(zh).toHaveLength(en?.length ?? 0);
    expect(en?.join()).not.toMatch(/password|Names inside/);
  });

  it.each([
    ['password', { hasTwoFactor: true }],
    ['100.100.2.136', { dnsServers: ['100.100.2.136'] }],
    ['all your traffic', { subnets: ['0.0.0.0/0'] }],
  ])('tells of %s where it is so', (word, more) => {
    const text = stepsFor(client({ endpoint: endpoint(more) }), 'a.ovpn', 'en').join('\n');
    expect(text).toContain(word);
  });

  it('promises nothing that is not known', () => {
    const steps = stepsFor(
      client({ endpoint: endpoint({ subnets: [] }), facts: undefined, endMs: undefined }),
      'a',
      'en',
    );
    expect(steps.join()).not.toMatch(/reach|until/);
  });
});
