// Inside the frame a link or form changes <main> alone: what runs in the frame, such as a call, goes on.
// (Not by inherited hx-select and hx-target: every fragment of every page would inherit them too.)
import htmx from 'htmx.org';
import { morph } from './morph';

interface Swap {
  boosted?: boolean;
  target: Element;
  selectOverride?: string;
  swapOverride?: string;
  shouldSwap: boolean;
  serverResponse: string;
  xhr: XMLHttpRequest;
}

// Parts of the frame that say where one is; they follow the page.
const following = ['side-here', 'side-body'];

document.addEventListener('htmx:beforeSwap', event => {
  const swap = (event as CustomEvent<Swap>).detail;
  if (!swap.boosted || !swap.shouldSwap) return;

  const page = new DOMParser().parseFromString(swap.serverResponse, 'text/html');
  const main = document.getElementById('main');
  if (!main || !page.getElementById('main') || (swap.xhr.status < 400 && !page.querySelector('.shell #main'))) {
    // A page without the frame (the sign-in) is a page of its own; an error without it is shown inside.
    swap.shouldSwap = false;
    location.assign(swap.xhr.responseURL || location.href);
    return;
  }

  swap.target = main;
  swap.selectOverride = '#main';
  swap.swapOverride = 'outerHTML show:window:top';
  for (const id of following) follow(id, page);
  const token = page.querySelector('meta[name="antiforgery"]')?.getAttribute('content');
  if (token) document.querySelector('meta[name="antiforgery"]')?.setAttribute('content', token);
});

function follow(id: string, page: Document): void {
  const here = document.getElementById(id);
  const there = page.getElementById(id);
  if (!here || !there) return;

  // What was counted stands until it is counted again.
  for (const count of here.querySelectorAll<HTMLElement>('.side-count'))
    there.querySelector(`.side-count[hx-get="${count.getAttribute('hx-get')}"]`)?.replaceChildren(count.textContent);
  morph(here, there.innerHTML, 'innerHTML');
  htmx.process(here);
}

// The reader's focus goes to the new page, and the narrow screen's menu closes.
document.addEventListener('htmx:afterSettle', event => {
  const main = event.target as HTMLElement;
  if (main.id !== 'main') return;

  document.querySelector('#side details[open]')?.removeAttribute('open');
  (main.querySelector<HTMLElement>('[autofocus]') ?? main).focus({ preventScroll: true });
});

// A group that is opened or closed by hand stays so: the server reads it with the next page.
document.addEventListener('click', event => {
  const group = (event.target as Element).closest('[data-nav-part] > summary')?.parentElement as HTMLDetailsElement | undefined;
  if (!group) return;

  const name = group.dataset['navPart'] ?? '';
  const said = (/(?:^|; )atiende-nav=([^;]*)/.exec(document.cookie)?.[1] ?? '').split('.').filter(one => one && !one.startsWith(`${name}-`));
  const secure = location.protocol === 'https:' ? '; secure' : '';
  document.cookie = `atiende-nav=${[...said, `${name}-${group.open ? 0 : 1}`].join('.')}; path=/; max-age=31536000; samesite=lax${secure}`;
});

document.addEventListener('submit', event => {
  const form = event.target as HTMLFormElement;
  if (!form.matches('[data-rail-form]')) return;

  event.preventDefault();
  event.stopPropagation();
  const narrow = document.documentElement.classList.toggle('rail');
  form.querySelector('button')?.setAttribute('aria-pressed', String(narrow));
  const body = new URLSearchParams(new FormData(form) as unknown as Record<string, string>);
  body.set('narrow', String(narrow));
  void fetch(form.action, { method: 'POST', body, redirect: 'manual' });
}, { capture: true });
