// A headless Chromium driven through its debugging protocol, with nothing but Node (20 or later, run with
// --experimental-websocket below 22).
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export async function openBrowser(binary = process.env.CHROMIUM || 'chromium') {
  const profile = mkdtempSync(join(tmpdir(), 'firmrisk-browser-'));
  const child = spawn(binary, ['--headless=new', '--no-sandbox', '--disable-gpu', '--remote-debugging-port=0',
    '--no-first-run', '--disable-extensions', `--user-data-dir=${profile}`, 'about:blank'],
    { stdio: ['ignore', 'ignore', 'pipe'] });
  const address = await new Promise((resolve, reject) => {
    let text = '';
    child.stderr.on('data', part => {
      text += part;
      const found = /DevTools listening on (ws:\S+)/.exec(text);
      if (found) resolve(found[1]);
    });
    child.on('error', reject);
    child.on('exit', () => reject(new Error('chromium ended: ' + text.slice(-500))));
  });
  const socket = new WebSocket(address);
  await new Promise(resolve => { socket.onopen = resolve; });
  const waiting = new Map(), listeners = [];
  let last = 0;
  socket.onmessage = event => {
    const message = JSON.parse(event.data);
    if (message.id) {
      const { resolve, reject } = waiting.get(message.id);
      waiting.delete(message.id);
      message.error ? reject(new Error(JSON.stringify(message.error))) : resolve(message.result);
    } else listeners.forEach(listener => listener(message));
  };
  const send = (method, params = {}, sessionId = undefined) => new Promise((resolve, reject) => {
    waiting.set(++last, { resolve, reject });
    socket.send(JSON.stringify({ id: last, method, params, sessionId }));
  });
  return {
    page: () => openPage(send, listeners),
    close: () => {
      // Chromium writes into its folder until it has gone.
      child.once('exit', () => rmSync(profile, { recursive: true, force: true, maxRetries: 9, retryDelay: 100 }));
      socket.close();
      child.kill();
    },
  };
}

async function openPage(send, listeners) {
  const { targetId } = await send('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
  const call = (method, params) => send(method, params, sessionId);
  const problems = [], requests = [];
  let loaded = () => {};
  listeners.push(message => {
    if (message.sessionId !== sessionId) return;
    const { method, params } = message;
    if (method === 'Runtime.exceptionThrown') problems.push(params.exceptionDetails.exception?.description || params.exceptionDetails.text);
    if (method === 'Runtime.consoleAPICalled' && ['error', 'warning'].includes(params.type)) problems.push(params.args.map(a => a.value).join(' '));
    if (method === 'Log.entryAdded' && params.entry.level === 'error') problems.push(params.entry.text);
    if (method === 'Page.javascriptDialogOpening') { problems.push('a dialog opened: ' + params.message); call('Page.handleJavaScriptDialog', { accept: true }); }
    if (method === 'Network.requestWillBeSent') requests.push(params.request.url);
    if (method === 'Page.loadEventFired') loaded();
  });
  for (const domain of ['Page', 'Runtime', 'Log', 'Network']) await call(domain + '.enable');
  const page = {
    problems, requests, call,
    size: (width, height, mobile = false) => call('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile }),
    open: async url => {
      // A change of the fragment alone loads nothing, so the page is left first.
      for (const place of ['about:blank', url]) {
        const done = new Promise((resolve, reject) => {
          loaded = resolve;
          setTimeout(() => reject(new Error('not loaded in 60 s: ' + place)), 60_000).unref();
        });
        await call('Page.navigate', { url: place });
        await done;
      }
    },
    run: async expression => {
      const { result, exceptionDetails } = await call('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description || exceptionDetails.text);
      return result.value;
    },
    picture: async (path, whole = false) => {
      const { data } = await call('Page.captureScreenshot', { format: 'png', captureBeyondViewport: whole });
      writeFileSync(path, Buffer.from(data, 'base64'));
    },
    pdf: async path => {
      const { data } = await call('Page.printToPDF', { preferCSSPageSize: true, printBackground: true });
      writeFileSync(path, Buffer.from(data, 'base64'));
    },
    key: async (key, code = key) => {
      for (const type of ['keyDown', 'keyUp']) await call('Input.dispatchKeyEvent', { type, key, code, windowsVirtualKeyCode: key === 'Enter' ? 13 : key === ' ' ? 32 : 9, text: key === 'Enter' ? '\r' : key === ' ' ? ' ' : undefined });
    },
  };
  return page;
}
