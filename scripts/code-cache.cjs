'use strict';
// Run as: node code-cache.cjs LOADER BYTECODE < messages. Starts the server by its own loader, lets it answer what
// comes on standard input, and keeps the bytecode that V8 has made by then, with the SHA-256 that the loader checks.
const { hash } = require('node:crypto');
const { writeFileSync } = require('node:fs');
const vm = require('node:vm');

const [, , loader, bytecode] = process.argv;
const made = [];
const Script = vm.Script;
vm.Script = class extends Script {
  constructor(...given) {
    super(...given);
    made.push(this);
  }
};
process.argv.splice(1, 3, loader);
process.on('exit', () => {
  const code = made[0].createCachedData();
  writeFileSync(bytecode, Buffer.concat([hash('sha256', code, 'buffer'), code]));
});
require(loader);
