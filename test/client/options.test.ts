import { expect, test } from 'vitest';
import { type ClientOptions, createClient } from '../../src/client/client.ts';
import { readSettings } from '../../src/settings/settings.ts';

test('the server’s settings are the client’s options, name for name', async () => {
  const { settings } = readSettings(['--region', 'cn-a', '--endpoint', 'gw.example'], {
    ALIBABACLOUDSTACK_ACCESS_KEY: 'LTAIfakestack0001',
    ALIBABACLOUDSTACK_SECRET_KEY: 'fake',
    ALIBABACLOUDSTACK_DEPARTMENT: '11',
  });
  // The compiler holds the names against each other.
  const options: ClientOptions = { ...settings, log: () => {} };
  const client = createClient(options);
  expect(await client.identity()).toMatchObject({
    Account: 'LTAI****0001',
    Region: 'cn-a',
    Endpoint: 'https://gw.example/',
  });
  await client.close();
});
