// One task: offered by the form, followed by its events, shown with picture, draw and postings.

import { Refusal, call, events, isFinal, json } from './client.js';
import { byId, cai, clock, element, percent, short } from './format.js';

const WORDS = {
  QUEUED: 'accepted, price held', ASSIGNED: 'miner drawn', STARTED: 'miner at work', PROGRESS: 'painting',
  REQUEUED: 'drawn anew', SUCCEEDED: 'done and paid', FAILED: 'failed, price released', CANCELLED: 'cancelled, price released',
};
const REASONS = {
  OFFLINE: 'was offline', NO_PLACE: 'was busy', MODEL_NOT_SERVED: 'does not serve the model', DRAINING: 'takes nothing new',
  EXCLUDED: 'lost this task before', INACTIVE: 'was not active',
};

/** @type {{read: () => string, write: (key: string) => void}} */
let keys;
let shown = 0;
/** @type {string | null} */
let pictureUrl = null;

/** Makes the form work. @param {typeof keys} keyStore */
export function offerForm(keyStore) {
  keys = keyStore;
  const form = byId('offer');
  form.key.value = keys.read();
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    offer(form);
  });
  form.key.addEventListener('change', () => {
    keys.write(form.key.value.trim());
    showAccount();
  });
  showPrice();
  showAccount();
}

async function offer(form) {
  keys.write(form.key.value.trim());
  refuse('');
  byId('send').disabled = true;
  try {
    const task = await json('/v1/tasks', { key: keys.read(), body: offered(form) });
    await showTask(task.id);
  } catch (error) {
    refuse(error instanceof Refusal ? `${error.message} (${error.code})` : `The coordinator can't be reached: ${error.message}`);
  } finally {
    byId('send').disabled = false;
  }
}

/** The nonce is chosen here, so that the coordinator can't have chosen the miner by it. */
function offered(form) {
  const nonce = Array.from(crypto.getRandomValues(new Uint8Array(32)), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const input = { prompt: form.prompt.value, steps: form.steps.valueAsNumber, guidance: form.guidance.valueAsNumber };
  if (form.seed.value.trim()) input.seed = form.seed.value.trim();
  return { model: 'emoji', input, nonce: `0x${nonce}` };
}

function refuse(text) {
  byId('refusal').textContent = text;
  byId('refusal').hidden = !text;
}

async function showPrice() {
  try {
    const { models } = await json('/v1/models');
    const model = models.find(({ kind }) => kind === 'text-to-image');
    byId('price').textContent = model ? `${cai(model.priceWei)} a picture` : 'No model for pictures is on offer.';
  } catch {
    byId('price').textContent = '';
  }
}

async function showAccount() {
  const line = byId('account');
  line.hidden = true;
  if (!keys.read()) return;
  try {
    const account = await json('/v1/account', { key: keys.read() });
    line.textContent = `${cai(account.availableWei)} to spend${account.heldWei === '0' ? '' : `, ${cai(account.heldWei)} held`}`;
    line.hidden = false;
  } catch (error) {
    if (error instanceof Refusal && error.status === 401) refuse(error.message);
  }
}

/** Shows a task from its first event to its last. Without the app's key only its draw is to be seen. @param {string} id */
export async function showTask(id) {
  const turn = ++shown;
  const current = () => turn === shown;
  clear(id);
  try {
    await showDraw(id, current);
    if (!keys.read()) return;
    for await (const event of events(`/v1/tasks/${id}/events`, keys.read())) {
      if (!current()) return;
      showEvent(event);
      if (event.kind === 'ASSIGNED') await showDraw(id, current);
      if (isFinal(event.kind)) await showEnd(id, current);
    }
  } catch (error) {
    if (!current()) return;
    stage('');
    byId('caption').textContent = error instanceof Refusal && [401, 404].includes(error.status)
      ? 'Another app offered this task; its picture is not yours to see. The draw is open to anybody.'
      : error.message;
  }
}

function clear(id) {
  byId('task').hidden = false;
  byId('timeline').replaceChildren();
  byId('draw').replaceChildren();
  byId('ledger').replaceChildren(element('p', { class: 'hint' }, 'Nothing posted yet.'));
  byId('caption').textContent = `Task ${id}`;
  const empty = element('p', {}, 'Waiting for a miner…');
  byId('canvas').replaceChildren(empty);
  stage('working');
  progress(0, 0);
  if (pictureUrl) URL.revokeObjectURL(pictureUrl);
  pictureUrl = null;
}

function stage(state) {
  byId('canvas').className = `canvas ${state}`;
}

function progress(done, total) {
  const bar = byId('progress');
  bar.hidden = total === 0;
  bar.max = total || 1;
  bar.value = done;
}

function showEvent({ kind, data }) {
  if (kind === 'PROGRESS') {
    progress(data.done, data.total);
    byId('canvas').firstElementChild.textContent = `Step ${data.done} of ${data.total}`;
    return;
  }
  const classes = isFinal(kind) ? (kind === 'SUCCEEDED' ? 'final' : 'bad') : '';
  byId('timeline').append(element('li', { class: classes }, WORDS[kind] ?? kind.toLowerCase(),
    element('time', { datetime: data.at }, clock(data.at))));
  if (kind === 'STARTED') byId('canvas').firstElementChild.textContent = 'A miner is painting…';
  if (kind === 'REQUEUED') byId('canvas').firstElementChild.textContent = 'The miner was lost; another is drawn…';
}

async function showEnd(id, current) {
  const key = keys.read();
  const [task, ledger] = await Promise.all([json(`/v1/tasks/${id}`, { key }), json(`/v1/tasks/${id}/ledger`, { key })]);
  if (!current()) return;
  progress(0, 0);
  showLedger(ledger);
  showAccount();
  if (task.result) {
    await showOutput(task, current);
  } else {
    stage('');
    byId('canvas').firstElementChild.textContent = task.failure ? `Failed: ${task.failure.detail || task.failure.code}` : 'Cancelled.';
  }
}

async function showOutput(task, current) {
  const blob = await (await call(task.result.url, { key: keys.read() })).blob();
  if (!current()) return;
  stage('done');
  const name = task.input.prompt ?? task.input.text;
  if (task.result.mediaType.startsWith('image/')) {
    pictureUrl = URL.createObjectURL(blob);
    byId('canvas').replaceChildren(element('img', { src: pictureUrl, alt: name, width: '320', height: '320' }));
  } else {
    byId('canvas').replaceChildren(element('p', {}, `${task.result.mediaType}, ${task.result.sizeBytes.toLocaleString('en')} bytes`));
  }
  const seed = task.input.seed ? ` · seed ${task.input.seed}` : '';
  byId('caption').replaceChildren(`“${name}”${seed} · ${task.result.gpuMillis.toLocaleString('en')} ms on the device · sha256 `,
    element('code', { title: task.result.sha256 }, short(task.result.sha256)));
}

async function showDraw(id, current) {
  const { draws, nonceFromApp } = await json(`/v1/tasks/${id}/draw`);
  if (!current()) return;
  byId('draw').replaceChildren(...(draws.length
    ? draws.toReversed().map((draw) => drawCard(draw, nonceFromApp))
    : [element('p', { class: 'hint' }, 'Not drawn yet.')]));
}

function drawCard(draw, nonceFromApp) {
  const winner = draw.weights.find(({ miner }) => miner === draw.winner);
  const skipped = new Set(draw.skips.map(({ miner }) => miner));
  const slices = draw.weights.map(({ miner, share }) => {
    const slice = element('span', {
      class: miner === draw.winner ? 'won' : skipped.has(miner) ? 'skipped' : '',
      title: `${short(miner)} ${percent(share)}`,
    });
    slice.style.flexGrow = String(share);
    return slice;
  });
  return element('div', {},
    element('p', {}, `Attempt ${draw.attempt}: `, element('code', { title: draw.winner }, short(draw.winner)),
      ` won with ${winner ? percent(winner.share) : 'none'} of all stake (${winner ? cai(winner.weightWei) : '0'} of ${cai(draw.totalWei)}).`),
    element('div', { class: 'slices', role: 'img', 'aria-label': `The winner's share among ${draw.weights.length} miners` }, ...slices),
    ...skipLines(draw),
    element('dl', { class: 'facts' },
      ...fact('Epoch', `${draw.epoch.toLocaleString('en')}${draw.epochVoided ? ' (voided by a reorg)' : ''}`),
      ...fact('Block', short(draw.blockHash), draw.blockHash),
      ...fact('Root', short(draw.epochRoot), draw.epochRoot),
      ...fact('Seed', short(draw.seed), draw.seed),
      ...fact('Secret', draw.secret ? short(draw.secret) : 'revealed when the epoch is over', draw.secret ?? ''),
      ...fact('Nonce', nonceFromApp ? 'chosen by the app' : 'chosen by the coordinator')));
}

function skipLines({ skips, fallback }) {
  const lines = skips.slice(0, 5).map(({ probe, miner, reason }) =>
    element('p', { class: 'hint' }, `Probe ${probe} fell on ${short(miner)}, which ${REASONS[reason] ?? reason}.`));
  if (skips.length > 5) lines.push(element('p', { class: 'hint' }, `… and ${skips.length - 5} more probes.`));
  if (fallback) lines.push(element('p', { class: 'hint' }, `Then drawn among the available, ${cai(fallback.availableWei)} in all.`));
  return lines;
}

function fact(name, value, title = '') {
  return [element('dt', {}, name), element('dd', title ? { class: 'mono', title } : {}, value)];
}

function takenFirst(one, other) {
  const difference = BigInt(one.amountWei) - BigInt(other.amountWei);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function showLedger({ transactions, sumWei }) {
  const rows = transactions.flatMap(({ leg, entries }) => [
    element('tr', {}, element('th', { colspan: '2', scope: 'colgroup', class: 'leg' }, leg.toLowerCase())),
    ...entries.toSorted(takenFirst).map(({ account, owner, amountWei }) => element('tr', {},
      element('td', {}, account.toLowerCase().replaceAll('_', ' '), owner ? ' ' : '', owner ? element('code', { title: owner }, short(owner)) : ''),
      element('td', { class: 'amount' }, cai(amountWei)))),
  ]);
  byId('ledger').replaceChildren(
    element('table', {}, element('tbody', {}, ...rows)),
    element('p', { class: 'hint' }, `All postings together: ${sumWei} wei.`));
}
