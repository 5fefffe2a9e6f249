// Photographs of sheets from a telephone. The page works without this file. With it each photograph is kept in this browser (IndexedDB)
// from the moment it is chosen until the server says that it is stored: with no signal it waits, and goes by itself when there is one.
interface Waiting { id: string; door: string; name: string; sender: string; photo: Blob; at: number }
interface Answer { photos: Array<{ name: string | null; refused: string | null; stored: string | null }> }

const againMs = 20_000;
const door = location.pathname;
const form = document.querySelector<HTMLFormElement>('#send-form');
const list = document.querySelector<HTMLElement>('#send-list');
const state = document.querySelector<HTMLElement>('#send-state');
const input = document.querySelector<HTMLInputElement>('#photos');
const word = (name: string): string => form?.dataset[name] ?? '';

function database(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('atiende-sheets', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('photos', { keyPath: 'id' });
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error ?? new Error('no database'));
  });
}

async function run<T>(mode: IDBTransactionMode, work: (photos: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const data = await database();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = data.transaction('photos', mode);
      const request = work(transaction.objectStore('photos'));
      // Only what is written through is kept.
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error ?? new Error('not kept'));
    });
  } finally {
    data.close();
  }
}

const all = async (): Promise<Waiting[]> =>
  (await run('readonly', photos => photos.getAll() as IDBRequest<Waiting[]>)).filter(one => one.door === door).sort((one, other) => one.at - other.at);

function line(id: string, name: string): HTMLElement {
  const there = document.getElementById(`photo-${id}`);
  if (there) return there;

  const item = document.createElement('li');
  item.id = `photo-${id}`;
  const title = document.createElement('span');
  title.textContent = name;
  const said = document.createElement('strong');
  item.append(title, ' ', said);
  list?.append(item);
  return item;
}

function say(id: string, name: string, text: string, kind: string): void {
  const item = line(id, name);
  item.className = kind;
  item.querySelector('strong')!.textContent = text;
}

function tell(text: string): void {
  if (state) state.textContent = text;
}

let busy = false;

async function send(): Promise<void> {
  if (busy) return;
  busy = true;
  try {
    for (const one of await all()) if (!await post(one)) return tell(word('offline'));
    if (list?.querySelector('.stored') && !(await all()).length) tell(word('all'));
  } finally {
    busy = false;
  }
}

/** False where there is no way to the server now: the rest waits too. */
async function post(one: Waiting): Promise<boolean> {
  say(one.id, one.name, word('sending'), 'sending');
  const body = new FormData();
  body.append('id', one.id);
  body.append('sender', one.sender);
  body.append('photos', one.photo, one.name);
  try {
    const answer = await fetch(door, { method: 'POST', body, headers: { Accept: 'application/json' } });
    if (answer.status !== 200 && answer.status !== 422) throw new Error(String(answer.status));

    const [photo] = ((await answer.json()) as Answer).photos;
    if (photo?.stored) say(one.id, one.name, `${word('stored')} ${new Date(photo.stored).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })}`, 'stored');
    else say(one.id, one.name, `${word('refused')} ${photo?.refused ?? ''}`, 'refused');
    await run('readwrite', photos => photos.delete(one.id));
    return true;
  } catch {
    say(one.id, one.name, word('waiting'), 'waiting');
    return false;
  }
}

async function keep(files: File[], sender: string): Promise<void> {
  for (const file of files) {
    const id = crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint8Array(16))].map((byte, at) =>
      ([4, 6, 8, 10].includes(at) ? '-' : '') + byte.toString(16).padStart(2, '0')).join('');
    if (file.size > Number(word('mostBytes'))) {
      say(id, file.name, word('large'), 'refused');
      continue;
    }

    // The bytes themselves: a file that is only pointed at may be gone when there is a signal again.
    const photo = new Blob([await file.arrayBuffer()], { type: file.type });
    await run('readwrite', photos => photos.put({ id, door, name: file.name, sender, photo, at: Date.now() } satisfies Waiting));
    say(id, file.name, word('waiting'), 'waiting');
  }
}

form?.addEventListener('submit', event => {
  const files = [...(input?.files ?? [])];
  if (!files.length || form.dataset['plain']) return;

  event.preventDefault();
  const sender = form.querySelector<HTMLSelectElement>('[name=sender]')?.value ?? '';
  keep(files, sender).then(() => {
    form.reset();
    const chosen = form.querySelector<HTMLSelectElement>('[name=sender]');
    if (chosen) chosen.value = sender;
    return send();
  }).catch(() => {
    // No room in this browser, or none allowed: then they are sent as the page would, and not before that is said.
    form.dataset['plain'] = 'yes';
    tell(word('unkept'));
  });
});

if (form) {
  addEventListener('online', () => void send());
  setInterval(() => void send(), againMs);
  all().then(waiting => {
    for (const one of waiting) say(one.id, one.name, word('waiting'), 'waiting');
    return send();
  }).catch(() => { form.dataset['plain'] = 'yes'; });
}

export {};
