// Logging in, locking and leaving.
import { get, post, Problem } from './api.js';
import { state } from './state.js';

const PHASES = { open: 'in', locked: 'locked', password: 'password' };
const leaving = new Set();

const WHO = 'tocsin.who';

function enter(session) {
  const before = sessionStorage.getItem(WHO);
  if (before && before !== session.user) {
    // Somebody else at the same screen begins with nothing of the one before.
    sessionStorage.clear();
    sessionStorage.setItem(WHO, session.user);
    location.reload();
    return;
  }
  sessionStorage.setItem(WHO, session.user);
  state.session = session;
  state.phase = PHASES[session.state] || 'out';
}

/** What is to be done before a person goes; it may not take long. */
export function beforeLeaving(act) {
  leaving.add(act);
  return () => leaving.delete(act);
}

/** Goes on with the session of this browser, if there is one. */
export async function resume() {
  try {
    enter(await get('/v1/session'));
  } catch (e) {
    if (e instanceof Problem && e.silent) {
      setTimeout(resume, 3000);
    } else {
      state.phase = 'out';
    }
  }
}

export async function logIn(user, password, code) {
  enter(await post('/v1/session', { user, password, code }));
}

export async function unlock(password) {
  enter(await post('/v1/session/unlock', { password }));
}

export async function changePassword(password, next) {
  enter(await post('/v1/session/password', { password, next }));
}

/** Locks the screen here; the gateway follows by itself when nothing asks it any more. */
export function lock() {
  if (state.phase === 'in') {
    state.phase = 'locked';
  }
}

export async function logOut() {
  await Promise.allSettled([...leaving].map(act => act()));
  try {
    await post('/v1/session/end');
  } finally {
    sessionStorage.clear();
    location.reload();
  }
}
