// How htmx talks to our server: the antiforgery token on each post, answers that are errors, and a server that is away.
import htmx from 'htmx.org';
import { lost, signedOut } from './connection';
import { show } from './notices';
import { text } from './texts';

const unauthorized = 401;
const unavailable = [502, 503, 504];

htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;
htmx.config.historyCacheSize = 0; // Pages hold personal data: the browser's storage keeps none of them.
htmx.config.refreshOnHistoryMiss = false;
htmx.config.scrollBehavior = 'instant';
htmx.config.attributesToSettle = ['class', 'width', 'height']; // Not style: the content policy lets no attribute be set that a script's own sizes may have left.
htmx.config.timeout = 30_000;
htmx.config.responseHandling = [
  { code: '204', swap: false },
  { code: '[23]..', swap: true },
  { code: '401', swap: false, error: true },
  { code: '[45]..', swap: true, error: true }, // Our errors are pages and fragments that say what to do.
];

interface Detail {
  elt: HTMLElement;
  headers: Record<string, string>;
  requestConfig: { triggeringEvent?: Event; boosted?: boolean };
  xhr: XMLHttpRequest;
  shouldSwap: boolean;
}

on('htmx:configRequest', ({ headers }) => {
  const token = document.querySelector<HTMLMetaElement>('meta[name="antiforgery"]')?.content;
  if (token) headers['RequestVerificationToken'] = token;
});

on('htmx:beforeSwap', detail => {
  const { xhr } = detail;
  if (unavailable.includes(xhr.status)) detail.shouldSwap = false;
  if (xhr.status < 400 || detail.shouldSwap === false) return;

  // An error that is not HTML (a proxy's, a plain text) is told in a notice; the page stays as it is.
  if (!(xhr.getResponseHeader('Content-Type') ?? '').startsWith('text/html')) {
    detail.shouldSwap = false;
    show('error', { message: plain(xhr) || text('failed'), tone: 'danger' });
  }
});

on('htmx:responseError', ({ xhr, elt, requestConfig }) => {
  if (xhr.status === unauthorized) signedOut();
  else if (unavailable.includes(xhr.status)) void again(elt, requestConfig.triggeringEvent);
});

on('htmx:sendError', ({ elt, requestConfig }) => void again(elt, requestConfig.triggeringEvent));
on('htmx:timeout', () => void lost());

/**
 * Waits until the server is back and, where the element says data-retry, asks again: only for requests that the server
 * carries out once however often they arrive.
 */
async function again(element: HTMLElement, trigger: Event | undefined): Promise<void> {
  await lost();
  const source = element.closest<HTMLElement>('[data-retry]');
  if (!source?.isConnected) return;

  const submitter = trigger instanceof SubmitEvent && trigger.submitter?.isConnected ? trigger.submitter : null;
  if (source instanceof HTMLFormElement) source.requestSubmit(submitter);
  else source.click();
}

function plain(xhr: XMLHttpRequest): string {
  const isPlain = (xhr.getResponseHeader('Content-Type') ?? '').startsWith('text/plain');
  return isPlain && xhr.responseText.length < 300 ? xhr.responseText : '';
}

function on(name: string, handle: (detail: Detail) => void): void {
  document.addEventListener(name, event => handle((event as CustomEvent<Detail>).detail));
}
