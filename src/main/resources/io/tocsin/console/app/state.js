// What all parts of the page look at. Nothing of it outlives the tab but language and theme.
import { reactive } from '../lib/vue.js';

export function remembered(name, otherwise) {
  try {
    return localStorage.getItem('tocsin.' + name) || otherwise;
  } catch {
    return otherwise; // a browser that keeps nothing
  }
}

export function remember(name, value) {
  try {
    localStorage.setItem('tocsin.' + name, value);
  } catch {
    // then it is asked again next time
  }
}

export const state = reactive({
  /** the global stop, as GET /v1/stop says; null until that is known */
  stop: null,
  /** starting, out, password (must be changed), locked or in */
  phase: 'starting',
  /** who is logged in, as GET /v1/session says */
  session: null,
  /** whether the gateway answered last time */
  online: true,
  /** acts that wait for the gateway to answer again */
  waiting: 0,
  lang: remembered('lang', 'zh'),
  theme: remembered('theme', 'auto'),
  /** whether it is dark now, for what is drawn by hand */
  dark: false,
  wall: false,
  /** the wall clock, for what counts seconds */
  now: Date.now()
});

setInterval(() => { state.now = Date.now(); }, 1000);

export function has(...roles) {
  return Boolean(state.session) && state.session.roles.some(role => roles.includes(role));
}
