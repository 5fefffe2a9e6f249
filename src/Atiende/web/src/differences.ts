// Two who type at one step: the second is shown what the first wrote beside their own, field by field, and takes it, joins both, or keeps theirs.
// The server answers a draft with 409 and { name, version, theirs }; the words stand in the form's data-text-….
interface Other { name: string; version: number; theirs: Record<string, string> }
type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

function fieldsOf(form: HTMLFormElement, name: string): Field[] {
  return [...form.elements].filter((field): field is Field =>
    (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement) && field.name === name);
}

function valueOf(fields: Field[]): string {
  return fields.filter(field => !(field instanceof HTMLInputElement) || !['radio', 'checkbox'].includes(field.type) || field.checked).map(field => field.value).join('\n');
}

function set(fields: Field[], value: string): void {
  const values = value.split('\n');
  for (const field of fields) {
    if (field instanceof HTMLInputElement && ['radio', 'checkbox'].includes(field.type)) field.checked = values.includes(field.value);
    else field.value = value;
  }

  fields[0]?.dispatchEvent(new Event('input', { bubbles: true }));
}

function button(label: string, act: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'btn btn-sm';
  made.textContent = label;
  made.addEventListener('click', act);
  return made;
}

/** Shows the differences above the form; null where there are none. */
export function differ(form: HTMLFormElement, other: Other): void {
  form.querySelector('.differences')?.remove();
  const version = form.querySelector<HTMLInputElement>('input[name=draft-version]');
  const words = form.dataset;
  const box = document.createElement('section');
  const head = document.createElement('p');
  box.className = 'differences';
  box.setAttribute('role', 'alert');
  head.textContent = (words['textOther'] ?? '{0}').replace('{0}', other.name);
  box.append(head);
  let open = 0;
  const done = (line: Element) => {
    line.remove();
    if (--open === 0) box.remove();
  };
  // From here on what this page says is said knowing theirs.
  if (version) version.value = `${other.version}`;

  for (const [name, theirs] of Object.entries(other.theirs)) {
    const fields = fieldsOf(form, name);
    const mine = valueOf(fields);
    if (fields.length === 0 || mine === theirs) continue;
    if (mine === '') {
      set(fields, theirs);
      continue;
    }

    const line = document.createElement('div');
    const label = document.createElement('b');
    const said = document.createElement('blockquote');
    label.textContent = form.querySelector(`label[for="${CSS.escape(fields[0]!.id)}"]`)?.textContent?.trim() ?? name;
    said.textContent = theirs;
    line.append(label, said, button(words['textTake'] ?? '', () => {
      set(fields, theirs);
      done(line);
    }));
    if (fields[0] instanceof HTMLTextAreaElement) line.append(button(words['textJoin'] ?? '', () => {
      set(fields, `${theirs}\n${mine}`);
      done(line);
    }));
    line.append(button(words['textKeep'] ?? '', () => {
      set(fields, mine);
      done(line);
    }));
    box.append(line);
    open++;
  }

  if (open > 0) form.prepend(box);
}
