import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Principal } from '../../../src/catalogue/risk.ts';
import type { Download } from '../../../src/guard/downloads/entries.ts';
import { createDownloadServer } from '../../../src/guard/downloads/server.ts';
import { serve } from '../../support/identity-server.ts';
import { startDownloads } from './sample.ts';

const people: Readonly<Record<string, Principal>> = {
  boss: { name: 'boss', may: (scope) => scope === 'vpn:approve' },
  deputy: { name: 'deputy', may: (scope) => scope === 'vpn:approve' },
  agent: { name: 'agent', may: (scope) => scope !== 'vpn:approve' },
};

/** The pages behind a real server, without what a server puts before them. Tokens are the names of people. */
export const servePages = async ({
  beforeRecord = async (): Promise<void> => {},
  mayRecord = (): boolean => true,
  pause = async (): Promise<void> => {},
} = {}) => {
  const big = { fileBytes: 1e9, allBytes: 1e9, ofOneCaller: 100, files: 100 };
  const stage = startDownloads(big);
  const records: string[] = [];
  const logged: string[] = [];
  const origin = await serve(
    createDownloadServer({
      downloads: stage.downloads,
      clock: stage.clock,
      language: undefined,
      approvers: {
        ...{ origin: () => '', mustBeOther: false, mount: () => {}, onCallerGone: () => {} },
        principalOf: async (token) => {
          await pause();
          return people[token];
        },
      },
      log: (level, event, facts) => void logged.push(`${level} ${event} ${JSON.stringify(facts)}`),
      record: async (state: string, { name }: Download, by = 'nobody') => {
        await beforeRecord();
        if (!mayRecord()) throw new Error('the disk is full');
        records.push(`${name} ${state} ${by}`);
      },
    }),
  );
  const urlOf = ({ path }: Download): string => `${origin}/download/${path}`;
  const take = (download: Download, token: string): Promise<Response> =>
    fetch(urlOf(download), { method: 'POST', body: new URLSearchParams({ token }) });
  return { ...stage, origin, records, logged, urlOf, take };
};

/** A client that sends what it is given, byte by byte, and reads nothing. */
export const rawClient = async (origin: string, text: string): Promise<Socket> => {
  const socket = connect(Number(new URL(origin).port), '127.0.0.1');
  socket.on('error', () => {});
  onTestFinished(() => void socket.destroy());
  await new Promise((resolve) => socket.once('connect', resolve));
  socket.write(text);
  return socket;
};

/** The form of somebody who takes a file, as it goes over the wire. */
export const postOf = ({ path }: Download, token: string): string => {
  const body = `token=${token}`;
  return `POST /download/${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
};
