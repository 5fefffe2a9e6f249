// A form with data-upload="URL" sends its files in pieces as soon as they are chosen, dropped on it, or pasted (data-upload-paste): each with its
// progress, several at once. Without this file the form sends them whole. When one is there the page hears "files-changed" on <body>.
//   data-upload-key    what the files belong to, the same after a reload
//   data-upload-list   the list in it where they are shown; its data-text-… are the words
import { forget, type Kept, NotTaken, remember, remembered, send, type Waiting } from './sending';

const atOnce = 2;
const queue: Array<() => Promise<void>> = [];
let running = 0;

const owner = () => document.body.dataset['account'] ?? '';
const token = () => document.querySelector<HTMLMetaElement>('meta[name="antiforgery"]')?.content ?? document.querySelector<HTMLInputElement>('input[name=__RequestVerificationToken]')?.value ?? '';

function run(): void {
  while (running < atOnce && queue.length > 0) {
    running++;
    void queue.shift()!().finally(() => {
      running--;
      run();
    });
  }
}

function show(form: HTMLFormElement, waiting: Waiting): void {
  const list = form.querySelector<HTMLElement>('[data-upload-list]');
  if (!list) return;

  const words = list.dataset;
  const stop = new AbortController();
  const line = document.createElement('li');
  const name = document.createElement('span');
  const bar = document.createElement('progress');
  const said = document.createElement('small');
  const button = document.createElement('button');
  name.textContent = waiting.name;
  bar.max = waiting.file.size;
  bar.value = 0;
  bar.setAttribute('aria-label', waiting.name);
  said.textContent = words['textWaiting'] ?? '';
  button.type = 'button';
  button.className = 'btn btn-sm';
  button.textContent = words['textStop'] ?? '×';
  line.append(name, bar, said, button);
  list.append(line);
  button.addEventListener('click', () => {
    stop.abort();
    if (waiting.location) void fetch(waiting.location, { method: 'DELETE', headers: { RequestVerificationToken: token() } }).catch(() => {});
    void forget(waiting);
    line.remove();
  });

  queue.push(async () => {
    if (stop.signal.aborted) return;
    try {
      const kept = await send(waiting, token(), sent => {
        bar.value = sent;
        said.textContent = `${Math.floor(100 * sent / waiting.file.size)} %`;
      }, stop.signal);
      await forget(waiting);
      line.remove();
      document.body.dispatchEvent(new CustomEvent<Kept>('files-changed', { detail: kept }));
    } catch (failed) {
      if (stop.signal.aborted) return;
      await forget(waiting);
      bar.remove();
      line.className = 'upload-failed';
      said.setAttribute('role', 'alert');
      said.textContent = failed instanceof NotTaken && failed.message ? failed.message : words['textAgain'] ?? '';
      button.textContent = '×';
    }
  });
  run();
}

async function take(form: HTMLFormElement, files: Iterable<File>): Promise<void> {
  const isPublic = form.querySelector<HTMLInputElement>('input[name=public]')?.checked ?? false;
  for (const file of files) show(form, await remember(file, owner(), form.dataset['uploadKey'] ?? '', form.dataset['upload']!, isPublic));
}

const zoneOf = (event: Event) => event.target instanceof Element ? event.target.closest<HTMLFormElement>('form[data-upload]') : null;

document.addEventListener('change', event => {
  const input = event.target;
  if (!(input instanceof HTMLInputElement) || input.type !== 'file' || !input.form?.dataset['upload']) return;

  const files = [...input.files ?? []];
  input.value = '';
  void take(input.form, files);
});

document.addEventListener('dragover', event => {
  const zone = zoneOf(event);
  if (!zone || !event.dataTransfer?.types.includes('Files')) return;

  event.preventDefault();
  zone.dataset['over'] = '';
});
document.addEventListener('dragleave', event => {
  const zone = zoneOf(event);
  if (zone && !(event.relatedTarget instanceof Node && zone.contains(event.relatedTarget))) delete zone.dataset['over'];
});
document.addEventListener('drop', event => {
  const zone = zoneOf(event);
  if (!zone || !event.dataTransfer?.files.length) return;

  event.preventDefault();
  delete zone.dataset['over'];
  void take(zone, [...event.dataTransfer.files]);
});

// A picture of the screen that is pasted belongs to the case on the page, wherever one is but in a field that takes pictures itself.
document.addEventListener('paste', event => {
  const zone = document.querySelector<HTMLFormElement>('form[data-upload][data-upload-paste]');
  const files = [...event.clipboardData?.files ?? []];
  if (!zone || files.length === 0) return;

  event.preventDefault();
  void take(zone, files);
});

// With this file the button is not needed: what is chosen goes at once.
function look(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>('form[data-upload]')) {
    if (form.dataset['uploadSeen']) continue;

    form.dataset['uploadSeen'] = 'yes';
    for (const button of form.querySelectorAll<HTMLElement>('[data-upload-send]')) button.hidden = true;
    void remembered(owner(), form.dataset['uploadKey'] ?? '').then(left => left.forEach(waiting => show(form, waiting)));
  }
}

document.addEventListener('htmx:load', event => look((event as CustomEvent<{ elt: ParentNode }>).detail.elt));
look(document);
