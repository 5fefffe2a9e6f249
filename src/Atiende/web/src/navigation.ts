// A boosted link changes <main> alone; the reader's focus goes there, the narrow screen's menu closes, and the rail remembers its width.
document.addEventListener('htmx:afterSettle', event => {
  const main = event.target as HTMLElement;
  if (main.id !== 'main') return;

  document.querySelector<HTMLDetailsElement>('#side details[open]')?.removeAttribute('open');
  (main.querySelector<HTMLElement>('[autofocus]') ?? main).focus({ preventScroll: true });
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

export {};
