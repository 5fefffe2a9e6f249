// Nothing typed is lost. A form with data-draft="key" keeps what is typed in this browser from the first letter; with
// data-draft-url it is also posted there while one types. What the server has acknowledged is forgotten here.
//   data-draft        name of the draft, the same after a reload; unique on the page
//   data-draft-url    where it is posted (form-urlencoded, as the form itself would be); any 2xx acknowledges
// Passwords, hidden fields and files are never kept.
import { lost, signedOut } from './connection';
import { differ } from './differences';
import { show } from './notices';
import { text } from './texts';

type Values = Array<[name: string, value: string]>;
interface Draft { at: number; values: Values; sent?: boolean }

const pauseMs = 400;
const keptMs = 7 * 24 * 3_600_000;
const longestKeepalive = 60_000; // Bytes; browsers refuse more in a request that outlives its page.
const again = [401, 403, 408, 425, 429, 502, 503, 504];

const owner = () => `draft:${document.body.dataset['account'] ?? ''}:`;
const nameOf = (form: HTMLFormElement) => owner() + form.dataset['draft'];
const timers = new WeakMap<HTMLFormElement, ReturnType<typeof setTimeout>>();
const sending = new WeakSet<HTMLFormElement>();

function isKept(field: Element): field is HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement {
  return (field instanceof HTMLInputElement && !['hidden', 'password', 'file', 'submit', 'button', 'image', 'reset'].includes(field.type)
    || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement) && field.name !== '' && !field.disabled;
}

function valuesOf(form: HTMLFormElement): Values {
  const values: Values = [];
  for (const field of form.elements) {
    if (!isKept(field)) continue;
    if (field instanceof HTMLSelectElement) for (const option of field.selectedOptions) values.push([field.name, option.value]);
    else if (!(field instanceof HTMLInputElement) || !['radio', 'checkbox'].includes(field.type) || field.checked)
      values.push([field.name, field.value]);
  }

  return values;
}

function read(name: string): Draft | undefined {
  try {
    return JSON.parse(localStorage.getItem(name) ?? 'null') as Draft ?? undefined;
  } catch {
    return undefined;
  }
}

function keep(form: HTMLFormElement): void {
  try {
    localStorage.setItem(nameOf(form), JSON.stringify({ at: Date.now(), values: valuesOf(form) } satisfies Draft));
  } catch {
    show('draft', { message: text('draft-full'), tone: 'warning' });
  }
}

function restore(form: HTMLFormElement): void {
  const draft = read(nameOf(form));
  if (!draft) return;

  const given = new Map<string, string[]>();
  for (const [name, value] of draft.values) given.set(name, [...given.get(name) ?? [], value]);
  const used = new Map<string, number>();
  for (const field of form.elements) {
    if (!isKept(field)) continue;

    const values = given.get(field.name) ?? [];
    if (field instanceof HTMLSelectElement) for (const option of field.options) option.selected = values.includes(option.value);
    else if (field instanceof HTMLInputElement && ['radio', 'checkbox'].includes(field.type)) field.checked = values.includes(field.value);
    else {
      const index = used.get(field.name) ?? 0; // Fields of one name, such as columns of rows, in their order.
      used.set(field.name, index + 1);
      const value = values[index];
      if (value !== undefined) field.value = value;
    }
  }

  form.dispatchEvent(new CustomEvent('draft:restored', { bubbles: true }));
  if (form.dataset['draftUrl']) void send(form);
}

async function send(form: HTMLFormElement): Promise<void> {
  const url = form.dataset['draftUrl'];
  if (!url || sending.has(form)) return;

  sending.add(form);
  try {
    for (let draft = read(nameOf(form)); draft && form.isConnected; draft = read(nameOf(form))) {
      if (!await post(form, url)) return;
      if (read(nameOf(form))?.at === draft.at) localStorage.removeItem(nameOf(form));
    }
  } finally {
    sending.delete(form);
  }
}

/** Whether the draft was acknowledged. */
async function post(form: HTMLFormElement, url: string): Promise<boolean> {
  let reply: Response;
  try {
    reply = await fetch(url, request(form));
  } catch {
    await lost();
    return post(form, url);
  }

  if (reply.ok) {
    const version = form.querySelector<HTMLInputElement>('input[name=draft-version]');
    if (version && reply.headers.has('Draft-Version')) version.value = reply.headers.get('Draft-Version')!;
    form.dispatchEvent(new CustomEvent('draft:stored', { bubbles: true }));
    return true;
  }

  if (reply.status === 401 || reply.type === 'opaqueredirect') signedOut();
  else if (reply.status === 409 && reply.headers.get('Content-Type')?.startsWith('application/json')) differ(form, await reply.json());
  else if (again.includes(reply.status)) {
    await lost();
    return post(form, url);
  } else if (reply.status === 409) {
    const said = (await reply.text()).trim();
    show('draft', { message: said && said.length < 300 ? said : text('draft-conflict'), tone: 'warning' });
    form.dispatchEvent(new CustomEvent('draft:conflict', { bubbles: true }));
  } else show('draft', { message: text('draft-refused'), tone: 'danger' });

  return false;
}

function request(form: HTMLFormElement): RequestInit {
  const body = new URLSearchParams(valuesOf(form));
  for (const field of form.querySelectorAll<HTMLInputElement>('input[type=hidden][name]')) body.append(field.name, field.value);
  const token = document.querySelector<HTMLMetaElement>('meta[name="antiforgery"]')?.content ?? '';
  const keepalive = body.toString().length < longestKeepalive;
  return { method: 'POST', body, headers: { RequestVerificationToken: token, 'X-Draft': '1' }, redirect: 'manual', keepalive };
}

function typed(event: Event): void {
  const field = event.target as HTMLInputElement;
  const form = field.form;
  if (!form?.dataset['draft'] || !isKept(field)) return;

  keep(form);
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(() => void send(form), pauseMs));
}

// A form was handed in. Over htmx its answer says whether it was taken: 422, or a field marked wrong, is not.
// Otherwise the next page shows it: the draft goes unless the same form comes back with a fault, or the sign-in stands between.
function handedIn(form: HTMLFormElement): void {
  clearTimeout(timers.get(form));
  const draft = read(nameOf(form));
  if (draft) localStorage.setItem(nameOf(form), JSON.stringify({ ...draft, sent: true }));
}

function settleSent(): void {
  if (document.body.dataset['page'] === 'error' || document.body.dataset['page'] === 'sign-in') return;

  for (const name of Object.keys(localStorage).filter(key => key.startsWith('draft:'))) {
    const draft = read(name);
    if (!draft || Date.now() - draft.at > keptMs) localStorage.removeItem(name);
    else if (draft.sent && name.startsWith(owner()) && !isFaulty(name)) localStorage.removeItem(name);
  }
}

function isFaulty(name: string): boolean {
  return [...document.querySelectorAll<HTMLFormElement>('form[data-draft]')]
    .some(form => nameOf(form) === name && form.querySelector('[aria-invalid=true]') !== null);
}

function look(root: Element): void {
  const forms = [...root.querySelectorAll<HTMLFormElement>('form[data-draft]')];
  if (root instanceof HTMLFormElement && root.dataset['draft']) forms.push(root);
  for (const form of forms) restore(form);
}

document.addEventListener('input', typed);
document.addEventListener('change', typed);
document.addEventListener('submit', event => {
  const form = event.target as HTMLFormElement;
  if (form.dataset['draft']) handedIn(form);
});
document.addEventListener('htmx:afterRequest', event => {
  const { elt, successful } = (event as CustomEvent<{ elt: Element; successful: boolean }>).detail;
  const name = elt instanceof HTMLFormElement && elt.dataset['draft'] ? nameOf(elt) : undefined;
  const draft = name === undefined ? undefined : read(name);
  if (!name || !draft?.sent) return;

  if (successful) localStorage.removeItem(name);
  else localStorage.setItem(name, JSON.stringify({ at: draft.at, values: draft.values } satisfies Draft));
});
document.addEventListener('htmx:load', event => look((event as CustomEvent<{ elt: Element }>).detail.elt));
window.addEventListener('pagehide', () => {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-draft-url]'))
    if (read(nameOf(form)) && !read(nameOf(form))?.sent) void fetch(form.dataset['draftUrl']!, request(form)).catch(() => {});
});

settleSent();
