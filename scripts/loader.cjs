#!/usr/bin/env node
'use strict';
// Runs server.cjs beside it: from V8 bytecode where some was made for this very V8, from its text elsewhere. Bytecode
// saves most of the compiling, but V8 does not notice flipped bytes in it and crashes: hence the SHA-256 before it.
// A run writes nothing.
const { readFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const vm = require('node:vm');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`vpn-gateway-mcp needs Node.js 20.19 or newer; this is ${process.version}.\n`);
  process.exit(2);
}

const server = `${__dirname}/server.cjs`;

function bytecode() {
  try {
    const file = readFileSync(`${__dirname}/server.BUILD_ID.${process.versions.v8}-${process.arch}.bin`);
    const code = file.subarray(32);
    const digest = require('node:crypto').hash('sha256', code, 'buffer');
    return digest.equals(file.subarray(0, 32)) ? code : undefined;
  } catch {
    return undefined; // none for this V8
  }
}

// One byte a character, and a function already: see the build.
const text = readFileSync(server, 'latin1');
// Bytecode keeps the name it was made under: the builder's own path would stand in every package and trace.
const script = new vm.Script(text, { filename: 'vpn-gateway-mcp/server.cjs', cachedData: bytecode() });
const own = { exports: {} };
script.runInThisContext().call(own.exports, own.exports, createRequire(server), own, server, __dirname);
