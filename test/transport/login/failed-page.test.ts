import { expect, test } from 'vitest';
import { failedPage, failedText } from '../../../src/transport/login/failed-page.ts';

test.each(['stale', 'refused', 'noScope', 'unreachable', 'often'] as const)(
  'a person reads why nobody is logged in: %s',
  (why) => {
    for (const language of ['en', 'zh'] as const) {
      const page = failedPage(why, language, 'NONCE');
      expect(page).toContain(failedText[why][language]);
      expect(page).not.toMatch(/<script|<form|src=/);
    }
    expect(failedText[why].zh).toMatch(/\p{Script=Han}/u);
  },
);
