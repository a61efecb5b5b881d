import { expect, test } from 'vitest';
import type { PlanStep } from '../../../src/guard/plan/plan.ts';
import { calledTarget, planText, previewText } from '../../../src/guard/plan/render.ts';

const step: PlanStep = {
  Action: 'ModifyVpnRouteEntryWeight',
  Risk: 'disrupt',
  Asks: 'a person',
  AsksWhy: 'why',
  Account: 'FAKE…0001',
  Region: 'cn-hangzhou',
  Target: { Id: 'vpn-1:vco-1:10.0.0.0/8', Name: '10.0.0.0/8' },
  Changes: [
    { Field: 'Weight', Before: 100, After: 0 },
    { Field: 'Description', Before: null, After: 'x' },
  ],
  BlastRadius: ['Traffic moves.'],
  Foreseen: ['It waits.'],
  Undo: 'Back again.',
  Parameters: {},
};

test('a plan is told line by line, what becomes of traffic first', () => {
  expect(planText(step, 'en').split('\n')).toEqual([
    'ModifyVpnRouteEntryWeight (may stop traffic): vpn-1:vco-1:10.0.0.0/8, cn-hangzhou, FAKE…0001',
    '- Traffic moves.',
    '- It waits.',
    'Weight: 100 -> 0',
    'Description: not set -> x',
    'Undo: Back again.',
  ]);
});

test('whoever looks ahead is told whether a person is asked, and why nobody is', () => {
  const last = (more: Partial<PlanStep>): string | undefined =>
    previewText({ ...step, ...more }, 'en')
      .split('\n')
      .at(-1);
  expect(last({})).toBe('Asks a person');
  expect(last({ Risk: 'write', Asks: 'nobody' })).toBe('Asks nobody');
  expect(last({ Asks: 'nobody', AsksWhy: 'it is so already' })).toBe('Asks nobody: it is so already');
  expect(last({ Asks: 'refused' })).toBe('Is refused');
});

test('a call that changes nothing is not told as one that adds', () => {
  const head = (Changes: PlanStep['Changes']) => planText({ ...step, Risk: 'write', Changes }, 'en').split(':')[0];
  expect(head([])).toBe('ModifyVpnRouteEntryWeight (changes nothing)');
  expect(head([{ Field: 'Name', Before: null, After: 'x' }])).toBe('ModifyVpnRouteEntryWeight (adds)');
  expect(head([{ Field: 'Name', Before: 'y', After: 'x' }])).toBe('ModifyVpnRouteEntryWeight (renames)');
});

test('a refused call is told with the reason first, and without an undo', () => {
  const text = planText({ ...step, Asks: 'refused', Foreseen: ['It is not there.'] }, 'en');
  expect(text.split('\n').slice(1, 3)).toEqual(['- It is not there.', '- Traffic moves.']);
  expect(text).not.toContain('Undo');
});

test('what is new stands in one line, a delete says nothing twice, and the rest of a structure is told', () => {
  const made = {
    Changes: [
      { Field: 'VpcId', Before: null, After: 'vpc-1' },
      { Field: 'Name', Before: null, After: 'hq' },
    ],
  };
  expect(planText({ ...step, ...made, Target: { Id: '', Name: 'hq' } }, 'en')).toContain('\nNew: VpcId=vpc-1\n');
  const gone = { Risk: 'destroy' as const, Changes: [{ Field: 'VpnConnectionId', Before: 'vco-1', After: null }] };
  expect(planText({ ...step, ...gone }, 'en')).not.toContain('VpnConnectionId');
  const Parameters = { IkeConfig: { IkePfs: 'group2', IkeMode: 'main' } };
  const Changes = [{ Field: 'IkeConfig.IkePfs', Before: 'group1', After: 'group2' }];
  expect(planText({ ...step, Changes, Parameters }, 'en')).toContain('\nSent as it is: the rest of IkeConfig\n');
});

test('an ID stands behind its name once, unless another thing bears the name', () => {
  const sentences = (...BlastRadius: string[]): string =>
    planText({ ...step, Target: { Id: 'vco-1', Name: 'plant' }, BlastRadius }, 'en');
  expect(sentences('plant (vco-1) to hq (vco-2).', 'hq (vco-2) stays.')).toContain(
    '- plant to hq (vco-2).\n- hq stays.',
  );
  const twins = 'plant (vco-1) to plant (vco-9), plant (vco-1).';
  expect(sentences(twins)).toContain(twins);
});

test('what has neither ID nor name yet is left out', () => {
  const text = planText({ ...step, Target: { Id: '', Name: '' } }, 'en');
  expect(text.split('\n')[0]).toBe('ModifyVpnRouteEntryWeight (may stop traffic): cn-hangzhou, FAKE…0001');
});

test('steps are numbered, and a step with a rollback tells that instead of its undo', () => {
  const text = planText({ Steps: [{ ...step, Rollback: 'call it back', Fallback: ['another way'] }, step] }, 'en');
  expect(text).toContain('Step 1: Modify');
  expect(text).toContain('To take this step back: call it back');
  expect(text).toContain('If the cloud refuses it, instead:\n- another way');
  expect(text.match(/Undo:/g)).toHaveLength(1);
});

test('what the whole is for stands before its first step, and the same other way stands there once', () => {
  const summary = {
    ...step,
    Summary: ['All of it moves.', 'Back it goes.'],
    Fallback: ['other'],
    Otherwise: ['other'],
  };
  const text = planText({ Steps: [summary, step] }, 'en');
  expect(text).toMatch(/^All of it moves\.\nBack it goes\.\n\nStep 1: /);
  expect(text).toContain('If the cloud refuses it, or nothing changes, instead:\n- other');
  expect(text.match(/- other/g)).toHaveLength(1);
});

test('a very long plan is told whole: nobody approves what was not shown', () => {
  const lines = Array.from({ length: 500 }, (_, index) => `line ${index} ${'x'.repeat(100)}`);
  const text = planText({ ...step, BlastRadius: lines }, 'en');
  expect(lines.every((line) => text.includes(line))).toBe(true);
});

test.each([
  [{ Id: 'vco-1', Name: 'plant' }, '"plant" (vco-1)'],
  [{ Id: 'vco-1', Name: '' }, 'vco-1'],
  [{ Id: 'vpn-1:vco-1:10.0.0.0/8', Name: '10.0.0.0/8' }, 'vpn-1:vco-1:10.0.0.0/8'],
  [{ Id: '', Name: 'plant' }, '"plant"'],
])('%j is called %s', (target, words) => {
  expect(calledTarget(target)).toBe(words);
});

test('a key counts as one value of its structure, and what names a tunnel as none', () => {
  const Psk = { Fingerprint: '0123abcd', Length: 20 };
  const kept = (Parameters: PlanStep['Parameters'], ...fields: string[]) => {
    const Changes = fields.map((Field) => ({ Field, Before: 'a', After: 'b' }));
    return /rest of (.+)/.exec(planText({ ...step, Changes, Parameters }, 'en'))?.[1];
  };
  expect(kept({ IkeConfig: { Psk, IkePfs: 'group5' } }, 'IkeConfig.IkePfs')).toBe('IkeConfig');
  expect(kept({ IkeConfig: { Psk } }, 'IkeConfig.Psk')).toBeUndefined();
  expect(kept({ AuthKey: Psk }, 'AuthKey')).toBeUndefined();
  const list = 'TunnelOptionsSpecification';
  const place = { TunnelId: 'tun-1', Role: 'master' };
  expect(kept({ [list]: [{ ...place, EnableDpd: false }] }, `${list}[master].EnableDpd`)).toBeUndefined();
  const whole = { [list]: [{ ...place, TunnelIkeConfig: { Psk, IkePfs: 'group5' } }] };
  expect(kept(whole, `${list}[master].TunnelIkeConfig.IkePfs`)).toBe(`${list}[master].TunnelIkeConfig`);
});
