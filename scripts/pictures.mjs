// Makes the pictures of the READMEs anew from the program that dist/ holds. Names on the command line choose some.
import { drawApproval } from './pictures/approval.mjs';
import { withBrowser } from './pictures/browser.mjs';
import { drawDemo } from './pictures/demo.mjs';
import { drawIcon } from './pictures/icon.mjs';
import { drawMap } from './pictures/map.mjs';
import { drawTopology } from './pictures/topology.mjs';

const pictures = { icon: drawIcon, topology: drawTopology, map: drawMap, demo: drawDemo, approval: drawApproval };
const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(pictures);

const stranger = wanted.find((name) => !pictures[name]);
if (stranger) throw new Error(`there is no picture "${stranger}"; known: ${Object.keys(pictures).join(', ')}`);

await withBrowser(async (open) => {
  for (const name of wanted) {
    await pictures[name](open);
    console.log(`${name} is drawn`);
  }
});
