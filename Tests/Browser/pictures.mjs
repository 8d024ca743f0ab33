// node --experimental-websocket Tests/Browser/pictures.mjs RUN_DIR PICTURES_DIR
// Pictures and printed pages of a run's documents, to be looked at.
import { mkdirSync, readdirSync } from 'node:fs';
import { resolve, join } from 'node:path';
import { openBrowser } from './browser.mjs';

const [run, out] = process.argv.slice(2);
mkdirSync(out, { recursive: true });
const browser = await openBrowser();
const page = await browser.page();
const report = 'file://' + resolve(run, 'report.html');
await page.size(1280, 800);
await page.open(report);
await page.picture(join(out, 'first-1280.png'));
for (const [name, id] of [['charts', 'charts'], ['heat', 'heat-commune'], ['list', 'list'], ['groups', 'groups'], ['sources', 'sources']]) {
  await page.run(`document.getElementById('${id}')?.scrollIntoView()`);
  await page.picture(join(out, `${name}-1280.png`));
}
await page.run(`document.querySelector('.name').click(); document.querySelector('.opened').scrollIntoView()`);
await page.picture(join(out, 'firm-1280.png'));
await page.run(`document.getElementById('whatif').open = true; const s = document.getElementById('cap0'); s.value = 10; s.dispatchEvent(new Event('input', { bubbles: true })); document.getElementById('list').scrollIntoView()`);
await page.picture(join(out, 'whatif-1280.png'));
await page.run(`document.getElementById('real').click(); document.querySelector('[data-lang=en]').click(); scrollTo(0, 0)`);
await page.picture(join(out, 'english-1280.png'));
await page.pdf(join(out, 'report.pdf'));
await page.size(390, 844, true);
await page.open(report + '#lang=vi');
await page.picture(join(out, 'first-390.png'));
await page.run(`document.getElementById('list').scrollIntoView()`);
await page.picture(join(out, 'list-390.png'));
await page.run(`document.querySelector('.name').click(); document.querySelector('.opened').scrollIntoView()`);
await page.picture(join(out, 'firm-390.png'));
console.log('wider than the window at 390:', await page.run('document.documentElement.scrollWidth'));
await page.size(1280, 800);
for (const folder of ['dossiers', 'letters']) {
  const first = readdirSync(resolve(run, folder)).filter(name => name.endsWith('.html')).sort()[0];
  await page.open('file://' + resolve(run, folder, first));
  await page.pdf(join(out, folder + '.pdf'));
}
console.log(page.problems.length ? page.problems : 'no problem on the console');
browser.close();
