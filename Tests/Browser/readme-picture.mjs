// node [--experimental-websocket] Tests/Browser/readme-picture.mjs RUN_DIR
// The picture of the README: the first page of the sample's report, in English, without scrolling.
//
//     firmrisk score samples/hue --out out --report html && node Tests/Browser/readme-picture.mjs out
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openBrowser } from './browser.mjs';

const picture = fileURLToPath(new URL('../../samples/pictures/report.png', import.meta.url));
const browser = await openBrowser();
const page = await browser.page();
await page.size(1280, 660);
await page.open('file://' + resolve(process.argv[2], 'report.html') + '#lang=en');
await page.picture(picture);
const size = statSync(picture).size;
console.log(`${size} bytes`);
browser.close();
setTimeout(() => process.exit(size < 300_000 && page.problems.length === 0 ? 0 : 1), 500);
