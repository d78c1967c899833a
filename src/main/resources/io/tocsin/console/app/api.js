// Calls of the gateway. What it refuses is thrown as a Problem (RFC 9457); so is silence, with status 0.
import { state } from './state.js';

const PATIENCE = 15000;

export class Problem extends Error {
  constructor(status, body, retryAfter) {
    super((body && (body.detail || body.title)) || '');
    this.status = status;
    this.body = body || {};
    this.code = String(this.body.type || '').replace('/problems/', '');
    this.retryAfter = retryAfter;
  }

  /** Nobody answered; whether the act was done is unknown. */
  get silent() {
    return this.status === 0;
  }

  /** It is worth trying the same again. */
  get passing() {
    return this.silent || [429, 502, 503, 504].includes(this.status);
  }
}

function headers(method, type, background) {
  const all = { Accept: 'application/json', 'Accept-Language': state.lang === 'zh' ? 'zh-CN' : 'en' };
  if (method !== 'GET' && state.session) {
    all['X-Tocsin-Csrf'] = state.session.csrf;
  }
  if (type) {
    all['Content-Type'] = type;
  }
  if (background) {
    all['X-Tocsin-Background'] = '1';
  }
  return all;
}

function turnedAway(problem) {
  if (['session-over', 'unauthorized'].includes(problem.code)) {
    state.session = null;
    state.phase = 'out';
  } else if (problem.code === 'session-locked') {
    state.phase = 'locked';
  } else if (problem.code === 'password-due') {
    state.phase = 'password';
  }
}

async function refusal(answer) {
  let body = null;
  try {
    body = await answer.json();
  } catch {
    // not every refusal on the way is one of the gateway's
  }
  const problem = new Problem(answer.status, body, Number(answer.headers.get('Retry-After')) || undefined);
  turnedAway(problem);
  return problem;
}

async function send(method, path, options) {
  const signal = AbortSignal.timeout(options.patience || PATIENCE);
  try {
    const answer = await fetch(path, { method, signal, credentials: 'same-origin', ...options.request });
    // A proxy says 502 or 504 when the gateway is gone; the gateway itself says so of what is behind it.
    const own = answer.status !== 503 && (answer.headers.get('Content-Type') || '').startsWith('application/problem+json');
    state.online = answer.status < 502 || answer.status > 504 || own;
    return answer;
  } catch (e) {
    state.online = false;
    throw new Problem(0, { detail: String(e) });
  }
}

/** One call with a JSON body or none; what comes back as JSON, null when there is nothing. */
export async function call(method, path, body, options = {}) {
  const type = body === undefined ? null : 'application/json';
  const answer = await send(method, path, {
    patience: options.patience,
    request: {
      headers: { ...headers(method, type, options.background), ...options.headers },
      body: body === undefined ? undefined : JSON.stringify(body)
    }
  });
  if (!answer.ok) {
    throw await refusal(answer);
  }
  if (options.text) {
    return answer.text();
  }
  return answer.status === 204 ? null : answer.json();
}

export const get = (path, options) => call('GET', path, undefined, options);
export const post = (path, body, options) => call('POST', path, body, options);
export const patch = (path, body, options) => call('PATCH', path, body, options);

/** A part of an address. */
export const seg = encodeURIComponent;

/** `?a=1&b=2` of those that have a value. */
export function query(values) {
  const pairs = Object.entries(values).filter(([, v]) => v !== undefined && v !== null && v !== '');
  return pairs.length ? '?' + new URLSearchParams(pairs) : '';
}

/** Sends a file and tells how far it is, which fetch cannot; what comes back as JSON, or as it is when `text`. */
export function upload(path, body, extra, told, text) {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    Object.entries({ ...headers('POST', null, false), ...extra }).forEach(([k, v]) => request.setRequestHeader(k, v));
    request.upload.onprogress = e => told(e.loaded, e.total);
    request.onerror = () => { state.online = false; failed(new Problem(0, null)); };
    request.onload = () => {
      if (text && request.status < 300) {
        done(request.responseText);
        return;
      }
      let answer = null;
      try {
        answer = JSON.parse(request.responseText);
      } catch {
        // told below by its status
      }
      if (request.status < 300) {
        done(answer);
      } else {
        const problem = new Problem(request.status, answer);
        turnedAway(problem);
        failed(problem);
      }
    };
    request.send(body);
  });
}
