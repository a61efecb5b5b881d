import { describe, expect, it } from 'vitest';
import type { PastChange } from '../../../src/catalogue/invoke.ts';
import { choose, perhapsTheirs } from '../../../src/tools/users/choose.ts';
import { refusalOf } from '../../guard/bench.ts';
import { testCall } from '../../support/call.ts';
import { accessOf, heldOf, unseen } from './samples.ts';

const all = ['lin-macbook', 'lin-phone', 'linda-laptop', 'bob', 'berlin-kiosk'].map((name) => heldOf(name));
const twins = [...all, heldOf('bob', { id: 'vsc-otherbob', serverId: 'vss-2' })];
const namesOf = async (who: readonly string[], held = all) =>
  (await choose(accessOf(held), who, testCall())).held.map(({ id }) => id);

describe('which certificates are meant', () => {
  it.each([[['vsc-lin-phone']], [['lin-phone']], [['lin-phone', 'vsc-lin-phone', 'lin-phone']]])(
    '%j is one',
    async (who) => {
      expect(await namesOf(who)).toEqual(['vsc-lin-phone']);
    },
  );

  it.each([
    ['a first name', ['lin'], all, /lin-macbook .*its name begins so.*lin-phone .*linda-laptop .*its name holds it/],
    ['another case', ['Bob'], all, /bob \(vsc-bob\)/],
    ['a name of two', ['bob'], twins, /vsc-bob.*exactly so called.*vsc-otherbob/],
    ['one that is clear beside one that is not', ['lin-phone', 'lin'], all, /no whole name of exactly one/],
    ['a part', ['macbook'], all, /lin-macbook/],
  ])('%s is refused with the list to choose from', async (_, who, held, words) => {
    const refused = await refusalOf(choose(accessOf(held), who, testCall()));
    expect(refused.message).toMatch(words);
    expect(refused.remedy).toContain('Then call again with the IDs');
  });

  it('by ID one of two of a name is meant alone', async () => {
    expect(await namesOf(['vsc-otherbob'], twins)).toEqual(['vsc-otherbob']);
  });

  it('what nobody has is refused with a near name and with what was not read', async () => {
    const refused = await refusalOf(choose(accessOf(all, { unseen }), ['lin-fone'], testCall()));
    expect(`${refused.message} ${refused.remedy}`).toMatch(
      /no client certificate in cn-1\. Not all was read.*lin-phone/s,
    );
  });

  it('what this server has deleted is gone, by its ID and by the name that it had', async () => {
    const past: PastChange = {
      action: 'DeleteSslVpnClientCert',
      atMs: 0,
      input: {},
      changed: [],
      keys: [],
      result: 'ok',
    };
    const history = async ([asked]: readonly string[]) => (asked === 'bob' || asked === 'vsc-gone' ? [past] : []);
    const rest = all.filter(({ name }) => name !== 'bob');
    const chosen = await choose(accessOf(rest), ['bob', 'vsc-gone', 'lin-phone'], testCall({ history }));
    expect(chosen).toMatchObject({ gone: ['bob', 'vsc-gone'], held: [{ id: 'vsc-lin-phone' }] });
    const failed = async () => [{ ...past, result: 'failed' as const }];
    await refusalOf(choose(accessOf(rest), ['bob'], testCall({ history: failed })));
  });
});

it('others whose names begin with the same word may be of the same person', () => {
  const [macbook] = all;
  expect(perhapsTheirs(accessOf(all), macbook ? [macbook] : []).map(({ name }) => name)).toEqual(['lin-phone']);
  expect(perhapsTheirs(accessOf([...all, heldOf('', { id: 'x' })]), [heldOf('', { id: 'y' })])).toEqual([]);
});
