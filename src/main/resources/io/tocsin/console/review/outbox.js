// Acts on their way to the gateway: in order for a case, again and again while nobody answers, also after a reload.
import { post, seg } from '../app/api.js';
import { state } from '../app/state.js';
import { reactive } from '../lib/vue.js';

const KEPT = 'tocsin.outbox';
const AGAIN = 2000;
const MOST = 200;

export const outbox = reactive([]);
/** What is called with an act that the gateway refused, or has done. */
const hearers = { done: () => {}, refused: () => {} };
let running = false;
let last = Date.now();

export function hear(done, refused) {
  Object.assign(hearers, { done, refused });
}

function keep() {
  state.waiting = outbox.length;
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(outbox));
  } catch {
    // it stays in memory
  }
}

/** Takes up what a reload left behind; after a new log-in what waits is here still. */
export function takeUp() {
  try {
    outbox.push(...JSON.parse(sessionStorage.getItem(KEPT) || '[]').filter(act => !outbox.some(each => each.key === act.key)));
  } catch {
    // nothing that can be read
  }
  keep();
  run();
}

/**
 * Sends an act of a case, now or as soon as the gateway answers.
 *
 * @param act {id: of the case, what, body, typed: what a refusal must not lose}
 * @returns the act as it waits
 */
export function send(act) {
  if (outbox.length >= MOST) {
    throw new Error('too many acts wait');
  }
  outbox.push({ ...act, key: ++last });
  keep();
  run();
  return outbox[outbox.length - 1];
}

/** Takes back an act that was not sent yet; whether it could. */
export function takeBack(act) {
  const at = outbox.findIndex(each => each.key === act.key);
  if (at < 0 || outbox[at].sent) {
    return false;
  }
  outbox.splice(at, 1);
  keep();
  return true;
}

async function run() {
  if (running) {
    return;
  }
  running = true;
  while (outbox.length) {
    const act = outbox[0];
    act.sent = true;
    try {
      const answer = await post('/v1/review/cases/' + seg(act.id) + '/' + act.what, act.body);
      leave(act);
      hearers.done(act, answer);
    } catch (problem) {
      if (problem.passing || ['session-over', 'unauthorized', 'session-locked', 'password-due'].includes(problem.code)) {
        // Nobody can say whether it came: it is sent again, and a second one is answered lease-lost.
        act.tried = act.tried || problem.silent;
        act.sent = problem.silent;
        await new Promise(go => setTimeout(go, (problem.retryAfter || 0) * 1000 || AGAIN));
        continue;
      }
      leave(act);
      hearers.refused(act, problem);
    }
  }
  running = false;
}

function leave(act) {
  const at = outbox.findIndex(each => each.key === act.key);
  if (at >= 0) {
    outbox.splice(at, 1);
  }
  keep();
}
