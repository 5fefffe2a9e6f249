// Fields that need a little help: choices within another's, and rows that grow.
//   <select data-within="region"> shows only the options whose data-parent is the value of the field named so.
//   <tbody data-rows> gets another row from the button [data-rows-add] after its table.
function narrow(select: HTMLSelectElement): void {
  const parent = select.form?.elements.namedItem(select.dataset['within']!);
  const value = parent instanceof RadioNodeList || parent instanceof HTMLSelectElement || parent instanceof HTMLInputElement ? parent.value : '';
  for (const option of select.options) {
    const fits = !option.dataset['parent'] || !value || option.dataset['parent'] === value;
    option.hidden = option.disabled = !fits;
    if (!fits) option.selected = false;
  }
}

function narrowAll(root: ParentNode): void {
  for (const select of root.querySelectorAll<HTMLSelectElement>('select[data-within]')) narrow(select);
}

function grow(button: Element): void {
  const body = button.previousElementSibling?.querySelector('tbody[data-rows]');
  const last = body?.lastElementChild;
  if (!body || !last) return;

  const row = last.cloneNode(true) as HTMLElement;
  const next = body.children.length;
  for (const element of row.querySelectorAll<HTMLElement>('[name], [id], [for], [aria-label]'))
    for (const name of ['name', 'id', 'for', 'aria-label']) {
      const value = element.getAttribute(name);
      if (value) element.setAttribute(name, value.replace(/(\[|-|\s)(\d+)(?=\D*$)/, (_, before: string, number: string) => `${before}${Number(number) + 1}`));
    }

  for (const field of row.querySelectorAll<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>('input, select, textarea'))
    if (field instanceof HTMLInputElement && ['radio', 'checkbox'].includes(field.type)) field.checked = false;
    else field.value = '';
  row.dataset['row'] = String(next);
  body.append(row);
  row.querySelector<HTMLElement>('input, select, textarea')?.focus();
}

document.addEventListener('change', event => {
  const form = (event.target as HTMLInputElement).form;
  if (form) narrowAll(form);
});
document.addEventListener('draft:restored', event => narrowAll(event.target as HTMLFormElement));
document.addEventListener('click', event => {
  const button = (event.target as Element).closest('[data-rows-add]');
  if (button) grow(button);
});
document.addEventListener('htmx:load', event => {
  const root = (event as CustomEvent<{ elt: Element }>).detail.elt;
  narrowAll(root);
  for (const button of root.querySelectorAll<HTMLElement>('[data-rows-add]')) button.hidden = false;
});

export {};
