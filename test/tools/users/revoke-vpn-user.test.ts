import { describe, expect, it } from 'vitest';
import { RevokeVpnUser } from '../../../src/tools/users/revoke-vpn-user.ts';
import { human, refusalOf } from '../../guard/bench.ts';
import { acted, certificates, leaky, losses, startPeople } from './people.ts';

const both = { Who: ['lin-macbook', 'vsc-linphone'] };
const deletes = ['DeleteSslVpnClientCert vsc-linmacbook', 'DeleteSslVpnClientCert vsc-linphone'];
const lins = (names: readonly unknown[]) => names.filter((name) => String(name).startsWith('lin'));

describe('somebody who has left', () => {
  it('is locked out by all certificates in one window, after one question, and shown to be gone', async () => {
    const { bench, run, questions } = await startPeople();
    const before = await certificates(bench);
    const answer = await run(RevokeVpnUser, both);
    expect(answer.State).toBe('done');
    expect(answer.Board).toMatchObject([
      { What: expect.stringContaining('lin-macbook'), State: 'done' },
      {
        What: expect.stringMatching(/lin-phone .*in no list of cn-qingdao-env17-d01, cn-beijing-env12-d01/),
        State: 'done',
      },
    ]);
    expect(answer.Next.join('\n')).toMatch(/CN=vsc-linmacbook.*CN=vsc-linphone.*RotatePsk/s);
    expect(await certificates(bench)).toEqual(before.filter((name) => !String(name).startsWith('lin')));
    expect(await acted(bench)).toEqual(deletes);
    expect(questions).toHaveLength(1);
    expect(questions[0]?.message).toMatch(/Revokes 2 client certificates for good.*ALL clients of staff-vpn.* 4 now/s);
  });

  it('is gone already for the same call, which asks nobody', async () => {
    const { bench, run, questions } = await startPeople();
    await run(RevokeVpnUser, both);
    for (const guard of [bench.guard, bench.makeGuard()]) {
      const again = await run(RevokeVpnUser, both, guard);
      expect(again).toMatchObject({ State: 'done', Steps: [], Board: [{ State: 'done' }, { State: 'done' }] });
    }
    expect(questions).toHaveLength(1);
    expect(await acted(bench)).toEqual(deletes);
  });

  it('of whom one certificate is named keeps the other, and that is told first', async () => {
    const { bench, run, questions } = await startPeople();
    const answer = await run(RevokeVpnUser, { Who: ['lin-macbook'] });
    expect(questions[0]?.message).toMatch(/NOT INCLUDED, and perhaps of the same person.*lin-phone/);
    expect(answer.Board.at(-1)).toMatchObject({ What: expect.stringContaining('lin-phone'), State: 'not known' });
    expect(lins(await certificates(bench))).toEqual(['lin-phone']);
  });

  it('throws off others, who are named where the cloud has a list of them', async () => {
    const { run, questions } = await startPeople({ world: 'public' });
    await run(RevokeVpnUser, { Who: ['ana'] });
    expect(questions[0]?.message).toMatch(/ALL clients of staff .*3 now: ana.*ben.*chloe/);
  });

  it('is not said to be gone from a region that could not be read', async () => {
    const { run, questions, control } = await startPeople();
    await control('faults', { kind: 'forbidden', action: 'DescribeSslVpnClientCerts', skip: 1 });
    const answer = await run(RevokeVpnUser, { Who: ['vsc-linmacbook'] }).catch((error: unknown) => error);
    expect(`${questions[0]?.message} ${JSON.stringify(answer)} ${answer}`).toMatch(/NOT COMPLETE|Not all was read/);
  });

  it('is by the record alone not shown to be gone where a list could not be read', async () => {
    const { run, control } = await startPeople();
    await run(RevokeVpnUser, { Who: ['vsc-linmacbook'] });
    await control('faults', { kind: 'forbidden', action: 'DescribeSslVpnClientCerts', skip: 1 });
    const again = await run(RevokeVpnUser, { Who: ['vsc-linmacbook'] });
    expect(again.State).toBe('waits for people');
    expect(again.Board[0]).toMatchObject({
      What: expect.stringMatching(/as far as they were read/),
      State: 'not known',
    });
  });

  it.each([
    ['a first name', { Who: ['lin'] }, /lin-macbook.*its name begins so.*lin-phone/],
    ['one of several that leaves doubt', { Who: ['lin-macbook', 'laptop'] }, /omar-laptop.*priya-laptop/],
    ['nobody of that name', { Who: ['zoe'] }, /“zoe” is no client certificate in cn-qingdao-env17-d01/],
    ['a server', { Who: ['staff-vpn'] }, /no client certificate/],
  ])('is never guessed: %s is refused', async (_, args, words) => {
    const { bench, run, questions } = await startPeople();
    expect((await refusalOf(run(RevokeVpnUser, args))).message).toMatch(words);
    expect([await acted(bench), questions]).toEqual([[], []]);
  });

  it('is not touched after a no, nor where somebody is protected', async () => {
    const { bench, run } = await startPeople();
    const { ask } = human(() => ({ action: 'decline' }));
    await refusalOf(RevokeVpnUser.run(both, bench.call({ ask, tool: 'RevokeVpnUser' }), bench.invoke));
    const refused = await refusalOf(run(RevokeVpnUser, both, bench.makeGuard({ protect: ['lin-phone'] })));
    expect(refused.message).toMatch(/protect/);
    expect(await acted(bench)).toEqual([]);
  });
});

describe('a revocation that breaks off', () => {
  it.each(losses)(
    '(%j) is gone on with by the same call, and nothing is done twice',
    async ({ skip, when, isSame }) => {
      const { bench, run } = await startPeople({ between: leaky('DeleteSslVpnClientCert', when, skip) });
      expect((await run(RevokeVpnUser, both)).State).toBe('stopped');
      const states = lins(await certificates(bench));
      expect(states).toHaveLength(2 - skip - (when === 'after' ? 1 : 0));
      const second = await run(RevokeVpnUser, both, isSame ? bench.guard : bench.makeGuard());
      expect(second.State).toBe('done');
      expect(lins(await certificates(bench))).toEqual([]);
      expect(await acted(bench)).toEqual(deletes);
    },
  );

  it.each([
    ['refused', { kind: 'refuse', status: 400, code: 'OperationDenied' }],
    ['forbidden', { kind: 'forbidden' }],
  ])('(%s at the second) has revoked one, says so, and goes on', async (_, fault) => {
    const { bench, run, control, questions } = await startPeople();
    await control('faults', { ...fault, action: 'DeleteSslVpnClientCert', skip: 1 });
    expect((await run(RevokeVpnUser, both)).Steps.map(({ State }) => State)).toEqual(['done', 'failed']);
    expect((await run(RevokeVpnUser, both)).State).toBe('done');
    expect(await acted(bench)).toEqual(deletes);
    expect(questions).toHaveLength(2);
  });

  it.each([
    ['busy', { kind: 'refuse', status: 400, code: 'VpnGateway.Configuring' }],
    ['an error after it was done', { kind: 'error-after' }],
    ['a cut after it was done', { kind: 'cut-after' }],
  ])('(%s) is done at once all the same', async (_, fault) => {
    const { bench, run, control } = await startPeople();
    await control('faults', { ...fault, action: 'DeleteSslVpnClientCert', skip: 1 });
    expect((await run(RevokeVpnUser, both)).State).toBe('done');
    expect(lins(await certificates(bench))).toEqual([]);
    expect(new Set(await acted(bench)).size).toBe(2);
  });
});
