import './portal-files';

// The portal works without this file. With it a dependent list shows only what belongs to the choice before it, and a form goes once.

function narrow(list: HTMLSelectElement): void {
  const within = list.form?.elements.namedItem(list.dataset['within'] ?? '');
  if (!within || !('value' in within)) return;

  const parent = String(within.value);
  let fitting = 0;
  for (const group of list.querySelectorAll('optgroup')) {
    const fits = group.dataset['parent'] === parent;
    group.hidden = group.disabled = !fits;
    if (fits) fitting++;
    else if (group.querySelector('option:checked')) list.value = '';
  }
  const field = list.closest<HTMLElement>('.field');
  if (field) field.hidden = fitting === 0 && !list.required;
}

for (const list of document.querySelectorAll<HTMLSelectElement>('select[data-within]')) {
  narrow(list);
  list.form?.addEventListener('change', () => narrow(list));
}

// A second press while the first is under way does nothing; coming back to the page lets it be sent again.
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-once]')) {
  form.addEventListener('submit', event => {
    if (form.dataset['sent']) event.preventDefault();
    form.dataset['sent'] = 'yes';
    for (const button of form.querySelectorAll('button')) button.setAttribute('aria-disabled', 'true');
  });
  addEventListener('pageshow', () => {
    delete form.dataset['sent'];
    for (const button of form.querySelectorAll('button')) button.removeAttribute('aria-disabled');
  });
}
