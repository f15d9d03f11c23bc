// Speaks to the API. A refusal becomes a Refusal with its stable code.

export class Refusal extends Error {
  /** @param {{code: string, title: string, detail: string, status: number}} problem */
  constructor(problem) {
    super(problem.detail || problem.title);
    this.code = problem.code;
    this.status = problem.status;
  }
}

/** @param {string} path @param {{key?: string, body?: unknown, headers?: Record<string, string>, signal?: AbortSignal}} [options] @returns {Promise<Response>} */
export async function call(path, { key, body, headers = {}, signal } = {}) {
  const sent = { ...headers };
  if (key) sent.Authorization = `Bearer ${key}`;
  if (body !== undefined) sent['Content-Type'] = 'application/json';
  const answer = await fetch(path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: sent,
    body: body === undefined ? undefined : JSON.stringify(body),
    signal,
    cache: 'no-store',
    credentials: 'omit',
  });
  if (!answer.ok) throw new Refusal(await problemOf(answer));
  return answer;
}

/** @param {string} path @param {Parameters<typeof call>[1]} [options] @returns {Promise<any>} */
export async function json(path, options) {
  return (await call(path, options)).json();
}

async function problemOf(answer) {
  try {
    return await answer.json();
  } catch {
    return { code: 'internal', title: `HTTP ${answer.status}`, detail: `The coordinator answered ${answer.status}.`, status: answer.status };
  }
}

/**
 * A task's events from the first to the last, over as many connections as it takes. EventSource can't send the key, so the
 * stream is read by fetch.
 * @param {string} path @param {string} key @returns {AsyncGenerator<{id: number, kind: string, data: any}>}
 */
export async function* events(path, key) {
  let last = 0;
  for (let failures = 0; ;) {
    try {
      for await (const event of once(path, key, last)) {
        failures = 0;
        last = event.id;
        yield event;
        if (isFinal(event.kind)) return;
      }
    } catch (error) {
      if (error instanceof Refusal && error.status < 500 && error.status !== 429) throw error;
      if (++failures > 60) throw error;
    }
    await new Promise((resume) => setTimeout(resume, Math.min(4000, 300 * (failures + 1))));
  }
}

/** @param {string} kind */
export function isFinal(kind) {
  return ['SUCCEEDED', 'FAILED', 'CANCELLED'].includes(kind);
}

async function* once(path, key, last) {
  const answer = await call(path, { key, headers: last ? { 'Last-Event-ID': String(last) } : {} });
  if (!answer.body) return;
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let pending = '';
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      pending += value;
      const blocks = pending.split('\n\n');
      pending = blocks.pop() ?? '';
      for (const block of blocks) {
        const event = parse(block);
        if (event) yield event;
      }
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

function parse(block) {
  const fields = { id: '', event: '', data: '' };
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) fields[line.slice(0, colon)] = line.slice(colon + 1).trimStart();
  }
  return fields.data ? { id: Number(fields.id), kind: fields.event, data: JSON.parse(fields.data) } : null;
}
