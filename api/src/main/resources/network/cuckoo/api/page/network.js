// The network as it is now: miners by stake, newest tasks, epoch and chain. Read again every two seconds while the page is seen.

import { json } from './client.js';
import { ago, byId, cai, element, percent, short } from './format.js';

const REFRESH_MILLIS = 2000;

/** Shows the network and keeps it fresh. @param {(taskId: string) => void} onTask called with a task that somebody picked */
export function watchNetwork(onTask) {
  const refresh = async () => {
    if (!document.hidden) {
      try {
        const [network, miners] = await Promise.all([json('/v1/network'), json('/v1/miners')]);
        showVitals(network, miners);
        showMiners(miners);
        showTasks(network, onTask);
      } catch (error) {
        pulse('is-bad', `Not reachable: ${error.message}`);
      }
    }
    setTimeout(refresh, REFRESH_MILLIS);
  };
  refresh();
}

function showVitals(network, { registered, online }) {
  byId('epoch').textContent = network.epoch ? network.epoch.number.toLocaleString('en') : 'none yet';
  byId('block').textContent = network.chain
    ? `${network.chain.blockNumber.toLocaleString('en')}${network.chain.lagBlocks > 3 ? ` (${network.chain.lagBlocks} behind)` : ''}`
    : 'none yet';
  byId('ledger-sum').textContent = `${network.ledgerSumWei} wei`;
  byId('coordinator').textContent = `Coordinator ${network.coordinator} on chain ${network.chainId}`;
  pulse(online > 0 ? 'is-ok' : 'is-bad', `${online} of ${registered} miners online`);
}

function pulse(state, text) {
  byId('pulse').className = `pulse ${state}`;
  if (byId('pulse-text').textContent !== text) byId('pulse-text').textContent = text;
}

function showMiners({ miners, registered, totalWeightWei }) {
  byId('miners-total').textContent = `${cai(totalWeightWei)} at stake`;
  byId('miners').replaceChildren(...(miners.length
    ? [...miners.map(minerRow), ...more(registered - miners.length)]
    : [element('li', { class: 'hint' }, 'No miner is registered yet.')]));
}

/** The page shows the heaviest miners; how many are left out it says. */
function more(count) {
  return count > 0 ? [element('li', { class: 'hint' }, `and ${count.toLocaleString('en')} more with less at stake`)] : [];
}

function minerRow(miner) {
  const fill = element('div', { class: 'fill' });
  fill.style.width = percent(miner.share).replace(' ', '');
  const facts = [
    cai(miner.weightWei),
    miner.models.map(({ model, places }) => `${model} × ${places}`).join(', '),
    miner.device,
    miner.working ? `${miner.working} at work` : '',
    `${miner.done} done`,
    miner.earnedWei === '0' ? '' : `earned ${cai(miner.earnedWei)}`,
    miner.active ? '' : 'below the minimum stake',
  ];
  return element('li', { class: `miner ${miner.state}` },
    element('div', { class: 'who' },
      element('span', { class: `dot ${miner.state}`, 'aria-hidden': 'true' }),
      element('strong', {}, miner.info || 'Miner'),
      element('code', { title: miner.node }, short(miner.node)),
      element('span', { class: `badge ${miner.state}` }, miner.state)),
    element('span', { class: 'share', title: 'Share of the draw' }, percent(miner.share)),
    element('div', { class: 'track', 'aria-hidden': 'true' }, fill),
    element('p', { class: 'facts-line' }, facts.filter(Boolean).join(' · ')));
}

function showTasks({ recentTasks, tasks }, onTask) {
  byId('tasks-total').textContent = `${tasks.SUCCEEDED} done · ${tasks.LEASED} at work · ${tasks.QUEUED} waiting`;
  byId('tasks').replaceChildren(...(recentTasks.length
    ? recentTasks.map((task) => taskRow(task, onTask))
    : [element('tr', {}, element('td', { colspan: '5', class: 'hint' }, 'No task yet. Offer the first one above.'))]));
}

function taskRow(task, onTask) {
  const link = element('a', { href: `#task=${task.id}`, class: 'mono', title: task.id }, task.id.slice(-8));
  link.addEventListener('click', (event) => {
    event.preventDefault();
    onTask(task.id);
  });
  const waiting = task.state === 'QUEUED' && task.waitingReason ? ` ${task.waitingReason}` : '';
  return element('tr', {},
    element('td', {}, link),
    element('td', {}, task.model),
    element('td', {}, element('span', { class: `badge ${task.state}` }, task.state.toLowerCase()), waiting),
    element('td', {}, task.miner ? element('code', { title: task.miner }, short(task.miner)) : '–'),
    element('td', {}, ago(task.createdAt)));
}
