// Light, dark or as the system: the server writes the choice into <html>, here it changes without a reload.
document.addEventListener('submit', event => {
  const form = event.target as HTMLFormElement;
  if (!form.matches('[data-theme-form]')) return;

  event.preventDefault();
  event.stopPropagation();
  const theme = event.submitter?.getAttribute('value') ?? 'system';
  if (theme === 'system') delete document.documentElement.dataset['bsTheme'];
  else document.documentElement.dataset['bsTheme'] = theme;
  for (const button of form.querySelectorAll('button'))
    button.setAttribute('aria-pressed', String(button.value === theme));
  const body = new URLSearchParams(new FormData(form) as unknown as Record<string, string>);
  body.set('theme', theme);
  void fetch(form.action, { method: 'POST', body, redirect: 'manual' });
}, { capture: true });

export {};
