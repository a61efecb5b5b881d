import fc from 'fast-check';
import { expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import { impactOf, targetOf } from '../../../src/guard/plan/impact.ts';
import { planOf, stepsOf, withWays } from '../../../src/guard/plan/plan.ts';
import { planText } from '../../../src/guard/plan/render.ts';
import type { PlannedWrite } from '../../../src/guard/plan/write-request.ts';
import { createRedactor } from '../../../src/guard/secrets/redact.ts';
import { createSecrets } from '../../../src/guard/secrets/store.ts';
import { message, someOf } from '../../../src/guard/text/message.ts';
import { plannedWrite } from '../planned-write.ts';

const redact = createRedactor(createSecrets(() => Buffer.alloc(32, 2)));

const planned = (more: Partial<PlannedWrite> = {}, name = 'plant'): PlannedWrite =>
  plannedWrite({
    input: { RegionId: 'r', VpnConnectionId: 'vco-1' },
    impact: impactOf(targetOf('vco-1', name), { affected: [message({ en: 'Hits {name}.', zh: '{name}' }, { name })] }),
    place: { Account: 'FAKE****0001', Region: 'cn-hangzhou' },
    ...more,
  });

test('one write is its own plan, several are steps', () => {
  expect(planOf([planned()], 'en', redact)).toMatchObject({
    Action: 'DeleteVpnConnection',
    Account: 'FAKE…0001',
    Target: { Id: 'vco-1', Name: 'plant' },
    BlastRadius: ['Hits plant.'],
  });
  expect(stepsOf(planOf([planned(), planned()], 'en', redact))).toHaveLength(2);
});

test('a reason to refuse stands first among what is foreseen', () => {
  const impact = impactOf(targetOf('vco-1', 'plant'), {
    refusal: message({ en: 'No.', zh: '' }),
    warnings: [message({ en: 'Busy.', zh: '' })],
  });
  expect(planOf([planned({ impact })], 'en', redact)).toMatchObject({ Foreseen: ['No.', 'Busy.'] });
});

test('rollback and fallback are spelled as calls, and fallbacks are found at any depth', () => {
  const inner = planned({ fallback: [planned()] });
  const outer = planned({
    rollback: planned({ action: actions.CreateVpnConnection, asked: { Name: 'x', RegionId: 'r' } }),
    fallback: [inner],
  });
  expect(planOf([outer], 'en', redact)).toMatchObject({
    Rollback: 'CreateVpnConnection: Name=x',
    Fallback: ['DeleteVpnConnection: VpnConnectionId=vco-1 (deletes) · Hits plant.'],
  });
  expect(withWays([outer])).toHaveLength(3);
});

test('no secret is in a plan, whatever the request holds', () => {
  const plan = planOf(
    [planned({ action: actions.ModifyVpnConnectionAttribute, input: { IkeConfig: { Psk: 'FAKE-psk-in-plan' } } })],
    'en',
    redact,
  );
  expect(JSON.stringify(plan)).not.toContain('FAKE-psk');
});

test('whatever a name says, a plan shows it as one plain line within its own place', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (name) => {
      const plan = planOf([planned({}, name)], 'en', redact);
      const [step] = stepsOf(plan);
      const summary = [step?.Target.Name ?? '', ...(step?.BlastRadius ?? [])].join('');
      expect(summary).not.toMatch(/[\p{Cc}\p{Cf}*`[\]<>#|"]/u);
      // A name cannot add a line of its own to the text that a human reads.
      expect(planText(plan, 'en').split('\n')).toHaveLength(2);
    }),
  );
});

test('a name that is a known key goes before it is disarmed or cut, wherever it stands', () => {
  const key = 'CANARY#key*with_marks"that\u200bare removed';
  const secrets = createSecrets(() => Buffer.alloc(32, 2));
  secrets.hide(key);
  const far = `${'x'.repeat(40)} ${key}`;
  const affected = [
    message({ en: '{name}', zh: '' }, { name: key }),
    message({ en: '{names}', zh: '' }, { names: someOf([key, far]) }),
  ];
  const changes = [{ Field: 'Name', Before: key, After: `${'y'.repeat(190)}${key}` }];
  const impact = impactOf(targetOf('vco-1', key), { affected, changes, undo: affected });
  const text = JSON.stringify(planOf([planned({ impact, input: { Name: far } })], 'en', createRedactor(secrets)));
  expect(text).not.toMatch(/CANARY|marks|removed/);
  expect(text.match(/\[secret:[0-9a-f]{8}:\d+\]/g)?.length).toBeGreaterThan(6);
});
