import { describe, expect, it } from 'vitest';
import { readAccessLists } from '../../src/vendors/access-list.ts';

const lines = (text: string): string[] => text.split('\n');

describe('an access list', () => {
  it.each([
    {
      name: 'of an ASA with netmasks',
      text: 'access-list ALI extended permit ip 172.20.0.0 255.255.128.0 10.10.0.0 255.255.0.0',
      style: 'netmask' as const,
      pair: { list: 'ALI', sources: ['172.20.0.0/17'], destinations: ['10.10.0.0/16'] },
    },
    {
      name: 'with hosts and any',
      text: 'access-list V line 3 extended permit ip host 172.20.0.9 any4',
      style: 'netmask' as const,
      pair: { list: 'V', sources: ['172.20.0.9/32'], destinations: ['0.0.0.0/0'] },
    },
    {
      name: 'of IOS with wildcards and a number',
      text: 'access-list 101 permit ip 172.20.0.0 0.0.255.255 10.10.0.0 0.0.255.255',
      style: 'wildcard' as const,
      pair: { list: '101', sources: ['172.20.0.0/16'], destinations: ['10.10.0.0/16'] },
    },
    {
      name: 'of IOS with a name',
      text: 'ip access-list extended VPC\n 10 permit ip 172.20.4.0 0.0.3.255 10.10.0.0 0.0.255.255',
      style: 'wildcard' as const,
      pair: { list: 'VPC', sources: ['172.20.4.0/22'], destinations: ['10.10.0.0/16'] },
    },
    {
      name: 'of Huawei',
      text: 'acl number 3000\n rule 5 permit ip source 172.20.0.0 0.0.255.255 destination 10.10.0.1 0',
      style: 'wildcard' as const,
      pair: { list: '3000', sources: ['172.20.0.0/16'], destinations: ['10.10.0.1/32'] },
    },
    {
      name: 'of H3C',
      text: 'acl advanced 3101\n rule 0 permit ip source 172.20.0.0 0.0.0.255 destination 10.10.0.0 0.0.255.255',
      style: 'wildcard' as const,
      pair: { list: '3101', sources: ['172.20.0.0/24'], destinations: ['10.10.0.0/16'] },
    },
  ])('$name is read', ({ text, style, pair }) => {
    expect(readAccessLists(lines(text), style)).toEqual([pair]);
  });

  it('may name objects and groups of objects', () => {
    const text = `object network LAN
 subnet 172.20.0.0 255.255.0.0
object-group network ONPREM
 network-object object LAN
 network-object 172.21.0.0 255.255.255.0
 network-object host 172.22.0.1
object network VPC
 subnet 10.10.0.0 255.255.0.0
access-list A extended permit ip object-group ONPREM object VPC`;
    expect(readAccessLists(lines(text), 'netmask')).toEqual([
      {
        list: 'A',
        sources: ['172.20.0.0/16', '172.21.0.0/24', '172.22.0.1/32'],
        destinations: ['10.10.0.0/16'],
      },
    ]);
  });

  it('leaves out what denies, and masks with holes', () => {
    const text = `access-list A extended deny ip any any
access-list A extended permit ip 172.20.0.0 255.0.255.0 10.10.0.0 255.255.0.0`;
    expect(readAccessLists(lines(text), 'netmask')).toEqual([
      { list: 'A', sources: [], destinations: ['10.10.0.0/16'] },
    ]);
  });
});
