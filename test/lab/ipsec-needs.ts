import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The whole path of a program, the folders of administrators included. */
export const programPath = (name: string): string | undefined =>
  `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`
    .split(':')
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));

/** Whether the whole matrix runs, or the few cases that fit into every run. */
export const isFull = process.env['LAB'] === 'full';

const canMakeNamespaces = (): boolean => {
  const name = `lab-try-${process.pid}`;
  try {
    execFileSync('ip', ['netns', 'add', name], { stdio: 'ignore' });
    execFileSync('ip', ['netns', 'del', name], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** Why no tunnel between real daemons can be made here; undefined where it can. */
export const whyNoIpsec = (): string | undefined => {
  if (process.platform !== 'linux') return 'network namespaces are of Linux';
  if (process.getuid?.() !== 0) return 'needs root';
  const lacking = ['ip', 'ping', 'iptables', 'swanctl', 'charon-systemd'].filter((name) => !programPath(name));
  if (lacking.length > 0) return `not installed: ${lacking.join(', ')}`;
  if (!existsSync('/dev/net/tun')) return 'no /dev/net/tun';
  return canMakeNamespaces() ? undefined : 'network namespaces cannot be made';
};
