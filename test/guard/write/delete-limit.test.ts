import { expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import { agreeable, refusalOf, region, startBench } from '../bench.ts';

const certificates = ['vsc-linphone', 'vsc-linmacbook', 'vsc-omarlaptop'];

test('one delete too many is refused until the first of the run is old enough', async () => {
  const { invoke, call, clock, writes } = await startBench({ guard: { deleteLimit: { deletes: 2, minutes: 10 } } });
  const remove = (SslVpnClientCertId = '') =>
    invoke(actions.DeleteSslVpnClientCert, { RegionId: region, SslVpnClientCertId }, call(agreeable()));
  await remove(certificates[0]);
  await remove(certificates[1]);
  expect((await refusalOf(remove(certificates[2]))).message).toContain('Too many deletes');
  clock.advance(10 * 60_000);
  await remove(certificates[2]);
  expect((await writes()).filter(({ acted }) => acted)).toHaveLength(3);
});
