import { expect, it } from 'vitest';
import type { Fields } from '../../../src/catalogue/action.ts';
import { fetchOnlineClients } from '../../../src/tools/cloud-evidence/online-clients.ts';

const clientsOf = async (reply: Fields) => {
  const read = async () => reply as never;
  return (await fetchOnlineClients({ read, unread: [] }, 'cn-a', ['vpn-1', 'vpn-1'])).get('vpn-1');
};

const row = {
  ...{ CommonName: 'CN=vsc-1', Ip: '198.18.0.9', Port: '60100', PrivateIp: '10.250.0.6', Status: 'online' },
  ...{ ConnectedTime: 1, SendBytes: 2, ReceiveBytes: 3 },
};

it('who is connected is told by certificate, with addresses, beginning and bytes', async () => {
  expect(await clientsOf({ ClientInfoList: [row], TotalCount: 1 })).toEqual({
    clients: [{ cn: 'vsc-1', address: '198.18.0.9', ip: '10.250.0.6', sinceMs: 1, sent: 2, received: 3 }],
    isWhole: true,
  });
});

it('who has left, or has no name, is not connected', async () => {
  const rows = [
    { ...row, Status: 'offline' },
    { ...row, CommonName: '' },
  ];
  expect(await clientsOf({ ClientInfoList: rows, TotalCount: 2 })).toEqual({ clients: [], isWhole: true });
});

it('a list of which there is more is not whole', async () => {
  expect(await clientsOf({ ClientInfoList: [row], TotalCount: 51 })).toMatchObject({ isWhole: false });
  expect(await clientsOf({ ClientInfoList: [row] })).toMatchObject({ isWhole: false });
});

it('a reply without a list says nothing', async () => {
  expect(await clientsOf({ TotalCount: 0 })).toBeUndefined();
});
