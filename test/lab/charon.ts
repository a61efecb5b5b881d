import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { vi } from 'vitest';
import { programPath } from './ipsec-needs.ts';

const execute = promisify(execFile);

/** A strongSwan of its own in a network namespace. */
export interface Charon {
  /** Gives it a swanctl.conf in place of what it had; what it says where it does not take it whole. */
  readonly load: (conf: string) => Promise<string>;
  /** Asks swanctl something; its output, whether it succeeds or not. */
  readonly ask: (...args: readonly string[]) => Promise<string>;
  /** The names of the children that are up. */
  readonly installed: () => Promise<readonly string[]>;
  readonly log: () => string;
  readonly close: () => Promise<void>;
}

/** ESP runs in the daemon, for not every kernel has it; retries are quick, for no test waits for minutes. */
const daemonConf = (folder: string): string => `charon-systemd {
  load = aes des sha1 sha2 md5 random nonce x509 pubkey pem hmac kdf openssl gcrypt gmp curve25519 socket-default kernel-libipsec kernel-netlink vici
  install_virtual_ip = no
  i_dont_care_about_security_and_use_aggressive_mode_psk = yes
  retransmit_timeout = 0.6
  retransmit_base = 1.3
  retransmit_tries = 4
  retry_initiate_interval = 1
  syslog {
  }
  journal {
    default = -1
  }
  filelog {
    lab {
      path = ${folder}/charon.log
      default = 1
      cfg = 2
      ike = 2
      time_format = %b %d %H:%M:%S
      flush_line = yes
    }
  }
  plugins {
    vici {
      socket = unix://${folder}/vici
    }
    kernel-libipsec {
      allow_peer_ts = yes
    }
    kernel-netlink {
      fwmark = !0x42
    }
    socket-default {
      fwmark = 0x42
    }
  }
}
swanctl {
  load = pem pkcs1 x509 pubkey openssl random
}
`;

const FOLDERS = 'conf.d x509 x509ca x509ocsp x509aa x509ac x509crl pubkey private rsa ecdsa bliss pkcs8 pkcs12'.split(
  ' ',
);

const TROUBLE = /failed|unknown option|skipped|syntax error|invalid|unsupported/;

const end = async (daemon: ChildProcess): Promise<void> => {
  if (daemon.exitCode !== null || daemon.signalCode !== null) return;
  const over = once(daemon, 'exit');
  daemon.kill('SIGTERM');
  const timer = setTimeout(() => daemon.kill('SIGKILL'), 5_000);
  await over;
  clearTimeout(timer);
};

/** A folder with what the programs of one daemon need, and the environment that shows it to them. */
const prepare = () => {
  const folder = mkdtempSync(join(tmpdir(), 'vpn-lab-'));
  for (const each of FOLDERS) mkdirSync(join(folder, 'sw', each), { recursive: true });
  writeFileSync(join(folder, 'strongswan.conf'), daemonConf(folder));
  // Copies: a profile that is bound to the path of the program would keep it out of this folder.
  for (const program of ['charon-systemd', 'swanctl']) copyFileSync(programPath(program) ?? '', join(folder, program));
  const env = {
    PATH: process.env['PATH'],
    STRONGSWAN_CONF: join(folder, 'strongswan.conf'),
    SWANCTL_DIR: join(folder, 'sw'),
  };
  return { folder, env };
};

/** Starts a strongSwan without a configuration in a namespace. */
export const startCharon = async (namespace: string): Promise<Charon> => {
  const { folder, env } = prepare();
  const daemon = spawn('ip', ['netns', 'exec', namespace, join(folder, 'charon-systemd')], { env, stdio: 'ignore' });
  const file = (name: string): string => join(folder, name);
  const log = (): string => (existsSync(file('charon.log')) ? readFileSync(file('charon.log'), 'utf8') : '');
  const ask: Charon['ask'] = async (...args) => {
    const all = [...args, '--uri', `unix://${file('vici')}`];
    const said = await execute(file('swanctl'), all, { env, timeout: 30_000 }).catch((error: unknown) => Object(error));
    return `${said.stdout}${said.stderr}`;
  };
  await vi.waitFor(
    () => {
      if (!existsSync(file('vici'))) throw new Error(`the daemon does not start: ${log()}`);
    },
    { timeout: 10_000 },
  );
  return {
    ...{ ask, log },
    load: async (conf) => {
      writeFileSync(file('sw/swanctl.conf'), conf, { mode: 0o600 });
      const said = await ask('--load-all', '--noprompt', '--file', file('sw/swanctl.conf'));
      const lines = said.split('\n').filter((line) => TROUBLE.test(line));
      return lines.join('\n');
    },
    installed: async () => {
      const said = await ask('--list-sas');
      return [...said.matchAll(/^ {2}([\w.-]+): #\d+, reqid \d+, INSTALLED, TUNNEL/gm)].map(([, name = '']) => name);
    },
    close: async () => {
      await end(daemon);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
