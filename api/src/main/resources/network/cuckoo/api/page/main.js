// The page's start: the key from the address bar, the network, and the form.

import { watchNetwork } from './network.js';
import { offerForm, showTask } from './task.js';

const KEY = 'cuckoo.key';

/** The key of `#key=…` moves into this tab's storage and out of the address bar and its history. */
function keyFromAddress() {
  const given = new URLSearchParams(location.hash.slice(1)).get('key');
  if (given) {
    sessionStorage.setItem(KEY, given);
    history.replaceState(null, '', location.pathname + location.search);
  }
}

keyFromAddress();
offerForm({ read: () => sessionStorage.getItem(KEY) ?? '', write: (key) => sessionStorage.setItem(KEY, key) });
watchNetwork((taskId) => showTask(taskId));
