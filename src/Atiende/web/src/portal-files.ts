// On the portal a file input with data-upload="URL" sends each file in pieces as soon as it is chosen; what came whole stands as a ticked box in
// the form, as it does after the form is shown again. Without this file the form sends them with itself.
import { forget, NotTaken, remember, remembered, send, update, type Waiting } from './sending';

function ready(input: HTMLInputElement): void {
  const form = input.form!;
  const url = input.dataset['upload']!;
  const key = `${location.pathname}`;
  const owner = input.dataset['uploadOwner'] ?? '';
  const list = document.createElement('ul');
  const coming = new Set<Waiting>();
  let submitter: HTMLElement | null | undefined;
  list.className = 'coming';
  list.setAttribute('aria-live', 'polite');
  input.after(list);

  const tick = (id: string, name: string): void => {
    const label = document.createElement('label');
    const box = document.createElement('input');
    const said = document.createElement('span');
    label.className = 'tick';
    box.type = 'checkbox';
    box.name = 'kept';
    box.checked = true;
    box.value = `${id}/${name}`;
    said.textContent = name;
    label.append(box, said);
    if (![...form.querySelectorAll<HTMLInputElement>('input[name=kept]')].some(other => other.value === box.value)) input.before(label);
  };

  const go = async (waiting: Waiting): Promise<void> => {
    if (waiting.kept) {
      const [id, ...name] = waiting.kept.split('/');
      tick(id!, name.join('/'));
      return;
    }

    const line = document.createElement('li');
    const bar = document.createElement('progress');
    const said = document.createElement('span');
    said.textContent = waiting.name;
    bar.max = waiting.file.size;
    bar.setAttribute('aria-label', waiting.name);
    line.append(said, bar);
    list.append(line);
    coming.add(waiting);
    try {
      const token = form.querySelector<HTMLInputElement>('input[name=__RequestVerificationToken]')?.value ?? '';
      const kept = await send(waiting, token, sent => (bar.value = sent), new AbortController().signal);
      waiting.kept = `${kept.id}/${kept.name}`;
      waiting.file = new Blob();
      await update(waiting);
      line.remove();
      tick(kept.id, kept.name);
    } catch (failed) {
      await forget(waiting);
      bar.remove();
      line.className = 'error';
      line.setAttribute('role', 'alert');
      if (failed instanceof NotTaken && failed.message) said.textContent = failed.message;
    } finally {
      coming.delete(waiting);
      if (coming.size === 0 && submitter !== undefined) form.requestSubmit(submitter as HTMLButtonElement | null);
    }
  };

  input.addEventListener('change', () => {
    const files = [...input.files ?? []];
    input.value = '';
    void (async () => {
      for (const file of files) void go(await remember(file, owner, key, url, true));
    })();
  });
  // Handed in while files are still coming: it goes when they are here.
  form.addEventListener('submit', event => {
    if (coming.size > 0) {
      event.preventDefault();
      event.stopImmediatePropagation();
      submitter = event.submitter;
    } else void remembered(owner, key).then(all => all.forEach(waiting => void forget(waiting)));
  }, { capture: true });
  void remembered(owner, key).then(all => all.forEach(waiting => void go(waiting)));
}

for (const input of document.querySelectorAll<HTMLInputElement>('input[type=file][data-upload]')) ready(input);
