// One event stream a page. <body data-live="/events"> names it; each event "x" becomes the DOM event "live:x" on <body>, so a
// fragment asks for itself with hx-trigger="live:x from:body", and an element with data-live-swap="x" is morphed into the event's HTML.
import { lost, signedOut } from './connection';
import { morph } from './morph';
import htmx from 'htmx.org';

const hiddenMs = 30_000;

let source: EventSource | undefined;
let closing: ReturnType<typeof setTimeout> | undefined;

function open(): void {
  const url = document.body.dataset['live'];
  if (!url || source) return;

  source = new EventSource(url);
  source.addEventListener('open', () => announce('open', ''));
  source.addEventListener('error', () => void failed());
  const names = document.body.dataset['liveEvents']?.split(' ').filter(Boolean) ?? [];
  for (const name of [...names, 'message'])
    source.addEventListener(name, event => received(name, (event as MessageEvent<string>).data));
}

// Browsers try again by themselves after a lost connection, not after an answer that is no stream.
async function failed(): Promise<void> {
  close();
  const url = document.body.dataset['live'];
  if (!url) return;

  const status = await statusOf(url);
  if (status === 401) return signedOut();
  if (status > 401 && status < 500) return;

  await lost();
  open();
}

async function statusOf(url: string): Promise<number> {
  const asking = new AbortController();
  try {
    const reply = await fetch(url, { redirect: 'manual', cache: 'no-store', signal: asking.signal });
    return reply.status;
  } catch {
    return 0;
  } finally {
    asking.abort();
  }
}

function received(name: string, data: string): void {
  for (const element of document.querySelectorAll(`[data-live-swap="${CSS.escape(name)}"]`)) {
    morph(element, data, 'innerHTML');
    htmx.process(element);
  }

  announce(name, data);
}

function announce(name: string, data: string): void {
  document.body.dispatchEvent(new CustomEvent(`live:${name}`, { detail: data }));
}

function close(): void {
  source?.close();
  source = undefined;
}

// Browsers allow six connections a server over HTTP/1.1: a tab that nobody looks at gives its own back, and asks for everything when seen again.
document.addEventListener('visibilitychange', () => {
  clearTimeout(closing);
  if (document.hidden) closing = setTimeout(close, hiddenMs);
  else open();
});

open();
