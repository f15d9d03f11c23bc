// How amounts, addresses and times are written for people. Amounts are BigInt all the way: no wei is lost to floating point.

const WEI_PER_CAI = 10n ** 18n;
const TIME = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false });

/** @param {string} wei @returns {string} e.g. "20,000 CAI", "−0.0125 CAI" */
export function cai(wei) {
  const amount = BigInt(wei);
  const size = amount < 0n ? -amount : amount;
  const whole = (size / WEI_PER_CAI).toLocaleString('en');
  const fraction = (size % WEI_PER_CAI).toString().padStart(18, '0').replace(/0+$/, '');
  return `${amount < 0n ? '−' : ''}${whole}${fraction ? `.${fraction}` : ''} CAI`;
}

/** @param {string} address @returns {string} e.g. "0x7099…79c8" */
export function short(address) {
  return address.length > 14 ? `${address.slice(0, 6)}…${address.slice(-4)}` : address;
}

/** @param {number} share 0 to 1 */
export function percent(share) {
  return `${(share * 100).toFixed(share > 0 && share < 0.01 ? 2 : 1)} %`;
}

/** @param {string} iso */
export function clock(iso) {
  return TIME.format(new Date(iso));
}

/** @param {string} iso @returns {string} e.g. "12 s ago" */
export function ago(iso) {
  const seconds = Math.max(0, Math.round((Date.now() - Date.parse(iso)) / 1000));
  if (seconds < 90) return `${seconds} s ago`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min ago`;
  if (seconds < 129600) return `${Math.round(seconds / 3600)} h ago`;
  return `${Math.round(seconds / 86400)} d ago`;
}

/**
 * An element with attributes and children. Text is always set as text, never as markup.
 * @param {string} tag @param {Record<string, string>} [attributes] @param {...(Node|string)} children @returns {HTMLElement}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** @param {string} id @returns {any} */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found;
}
