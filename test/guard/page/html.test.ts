import { describe, expect, test } from 'vitest';
import { endPage, questionPage, type Showing } from '../../../src/guard/page/html.ts';
import type { PlanStep } from '../../../src/guard/plan/plan.ts';
import { labels } from '../../../src/guard/plan/render.ts';
import { question as page } from '../../support/served-pages.ts';

const step = (more: Partial<PlanStep> = {}): PlanStep => ({
  Action: 'DeleteVpnConnection',
  Risk: 'destroy',
  Asks: 'a person',
  AsksWhy: 'why',
  Account: 'FAKE…0001',
  Region: 'cn-hangzhou',
  Target: { Id: 'vco-1', Name: 'plant' },
  Changes: [{ Field: 'VpnConnectionId', Before: 'vco-1', After: null }],
  BlastRadius: ['Tunnel plant goes down.'],
  Foreseen: [],
  Undo: 'It can be made again.',
  Parameters: { VpnConnectionId: 'vco-1' },
  ...more,
});

const showing: Showing = {
  language: 'en',
  nonce: 'NONCE',
  action: '/approve/x?lang=en',
  asksPin: false,
  asksToken: false,
  leftMs: 120_000,
  until: '09:05',
};

test('an undo of many settings is folded away, a short one is not', () => {
  const folded = (Undo: string) =>
    /<details><summary>Undo<\/summary>/.test(questionPage(page([step({ Undo })]), showing));
  expect(folded('It can be made again.')).toBe(false);
  expect(folded(`It can be made again: ${'Field=value, '.repeat(40)}`)).toBe(true);
});

describe('the question', () => {
  test.each([
    [{}, 'Delete plant?'],
    [{ Risk: 'disrupt' }, 'Change plant?'],
    [{ Action: 'CreateVpnGateway', Billed: true }, 'Order what is billed?'],
    [{ Action: 'AssumeRole' }, 'Act as another role?'],
  ] as const)('has a headline that says what it is about: %j', (more, headline) => {
    expect(/<h1>(.*?)<\/h1>/.exec(questionPage(page([step(more)]), showing))?.[1]).toContain(headline);
  });

  test('is one form with hidden fields, the name and two buttons', () => {
    const html = questionPage(page([step()]), showing);
    expect(html.match(/<form /g)).toHaveLength(1);
    expect(html).toContain('<form method="post" action="/approve/x?lang=en">');
    expect(html).toContain('<input type="hidden" name="question" value="question-1">');
    expect(html).toMatch(/<input type="text" name="name"/);
    expect(html).toContain('name="decision" value="approve"');
    expect(html).toContain('name="decision" value="refuse"');
    expect(html).not.toContain('name="pin"');
  });

  test('asks for a PIN where one is set, and for no name where nothing is deleted', () => {
    const html = questionPage(page([step({ Risk: 'disrupt' })], false), { ...showing, asksPin: true });
    expect(html).toMatch(/<input type="password" name="pin"/);
    expect(html).not.toContain('name="name"');
    expect(html).toContain('Change plant?');
  });

  test('lets people log in where they can, and asks who has for nothing more', () => {
    const href = '/login?back=%2Fapprove%2Fx';
    const asked = questionPage(page([step()]), { ...showing, asksToken: true, login: { href } });
    expect(asked).toContain(`<a href="${href}">Log in</a>`);
    expect(asked).toMatch(/name="token" id="token" autocomplete/);
    const person = { name: 'oauth:ana <b>', formToken: 'FORM' };
    const known = questionPage(page([step()]), { ...showing, asksToken: true, login: { href, person } });
    expect(known).toContain('<input type="hidden" name="form" value="FORM">');
    expect(known).toContain('Logged in as oauth:ana');
    expect(known).not.toMatch(/name="token"|ana <b>/);
  });

  test('shows the plan: what, where, who, what changes, what hangs on it, how back', () => {
    const html = questionPage(
      page([
        step({
          Risk: 'disrupt',
          Changes: [{ Field: 'RemoteSubnet', Before: '10.0.0.0/8', After: '10.0.0.0/8,10.1.0.0/16' }],
          Foreseen: ['It waits.'],
        }),
      ]),
      showing,
    );
    for (const part of [
      'DeleteVpnConnection',
      'vco-1',
      'cn-hangzhou',
      'FAKE…0001',
      'test &lt;1.0&gt;',
      'RemoteSubnet',
      '10.0.0.0/8,<wbr>10.1.0.0/16',
      'Tunnel plant goes down.',
      'It waits.',
      'It can be made again.',
    ])
      expect(html).toContain(part);
  });

  test('shows every step of a plan of several, with what takes it back and what may run instead', () => {
    const html = questionPage(
      page([step({ Rollback: 'back again' }), step({ Action: 'CreateVpnRouteEntry', Fallback: ['another way'] })]),
      showing,
    );
    expect(html).toContain('Carry out 2 steps?');
    expect(html).toContain('Step 2: CreateVpnRouteEntry');
    expect(html).toContain('back again');
    expect(html).toContain('another way');
  });

  test('says first what the whole is for, and tells the ways of a step apart', () => {
    const ways = { Fallback: ['one'], Otherwise: ['two'], Until: 2 };
    const html = questionPage(page([step({ Summary: ['All of it moves.'], ...ways }), step({})]), showing);
    expect(html.indexOf('All of it moves.')).toBeGreaterThan(0);
    expect(html.indexOf('All of it moves.')).toBeLessThan(html.indexOf('Step 1'));
    expect(html).toMatch(
      /If the cloud refuses it, instead \(to step 2\)[\s\S]*one[\s\S]*nothing changes, instead \(to step 2\)[\s\S]*two/,
    );
  });

  test('holds no script, and no mark-up from the plan', () => {
    const evil = '<script>alert(1)</script><img src=x onerror=y>"\'';
    const html = questionPage(
      page([
        step({
          Target: { Id: evil, Name: evil },
          BlastRadius: [evil],
          Undo: evil,
          Account: evil,
          Region: evil,
          Parameters: { a: evil },
          Changes: [{ Field: evil, Before: evil, After: evil }],
        }),
      ]),
      { ...showing, error: evil },
    );
    expect(html).not.toContain('<script');
    expect(html).not.toContain('<img');
    expect(html).not.toMatch(/<[^>]* on\w+=/);
  });

  test('keeps a name that says something apart from our words, headline included', () => {
    const Name = 'nothing. Traffic is not affected, safe to approve';
    const html = questionPage(page([step({ Target: { Id: 'vco-1', Name } })]), showing);
    expect(html).toContain('<h1>Delete <bdi class="name">“nothing. Traffic is not affected,');
    expect(html).toContain(`<dd><bdi class="name">“${Name}”</bdi> <code class="id"><bdi>vco-1</bdi></code></dd>`);
    expect(html).toContain(`<title>Delete “${Name}”?</title>`);
  });

  test.each([
    ['a plain name', 'plant', '<h1>Delete plant?</h1>'],
    ['a word of consent', 'safe', '<h1>Delete <bdi class="name">“safe”</bdi>?</h1>'],
    ['no name', '', '<h1>Delete vco-1?</h1>'],
    [
      'a name from right to left',
      '\u05e9\u05e8\u05ea \u05e8\u05d0\u05e9\u05d9 10',
      '<h1>Delete <bdi class="name">“\u05e9\u05e8\u05ea \u05e8\u05d0\u05e9\u05d9 10”</bdi>?</h1>',
    ],
    ['one word of it', '\u05e9\u05e8\u05ea-10', '<h1>Delete <bdi>\u05e9\u05e8\u05ea-10</bdi>?</h1>'],
  ])('asks by name: %s', (_, Name, head) => {
    expect(questionPage(page([step({ Target: { Id: 'vco-1', Name } })]), showing)).toContain(head);
  });

  test('keeps names from right to left apart in sentences, settings and the field to type', () => {
    const name = '\u0645\u0635\u0646\u0639_1';
    const { request, ...facts } = page([
      step({
        BlastRadius: [`Tunnel ${name} (vco-1) goes down, 10 users.`, 'Tunnel “a b” goes.'],
        Changes: [{ Field: 'Name', Before: name, After: 'x' }],
      }),
    ]);
    const html = questionPage(
      { ...facts, request: { ...request, confirm: { text: name, accepted: [name] } } },
      showing,
    );
    expect(html).toContain(`<bdi>${name}</bdi></code>`);
    expect(html).toContain(`<li>Tunnel <bdi>${name}</bdi> (vco-1) goes down, 10 users.</li>`);
    expect(html).toContain('<li>Tunnel <bdi class="name">“a b”</bdi> goes.</li>');
    expect(html).toContain(`<td class="old"><bdi>${name}</bdi></td>`);
  });

  test('shows in the exact request what nobody would see', () => {
    const html = questionPage(page([step({ Parameters: { Name: 'a\u202eb\u200bc' } })]), showing);
    expect(html).toContain('a\\u{202e}b\\u{200b}c');
    expect(html).not.toMatch(/[\u202e\u200b]/);
  });

  test('is told in Chinese as well', () => {
    const html = questionPage(page([step()]), { ...showing, language: 'zh' });
    expect(html).toContain('<html lang="zh-CN">');
    expect(html).toContain('\u5220\u9664 plant');
    expect(html).toContain('>English</a>');
  });
});

test.each(['approved', 'refused', 'void', 'locked', 'gaveWay', 'gone'] as const)(
  'the end "%s" tells nothing of the plan',
  (ending) => {
    const html = endPage(ending, 'en', 'NONCE');
    expect(html).toMatch(/<h1>.+<\/h1>/);
    expect(html).not.toMatch(/vco-|plant|<form/);
  },
);

test('several steps are called after the worst of them', () => {
  const badgeOf = (...risks: readonly PlanStep['Risk'][]) =>
    questionPage(
      page(
        risks.map((Risk) => step({ Risk })),
        false,
      ),
      showing,
    );
  const [mixed, mild] = [badgeOf('disrupt', 'destroy'), badgeOf('disrupt', 'disrupt')];
  expect(mixed).toContain(labels.destroy.en);
  expect(mild).toContain(labels.disrupt.en);
  expect(mild).not.toContain(labels.destroy.en);
});
