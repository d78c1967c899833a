// Times and lengths of time as people read them; digits keep their width, so nothing jumps.
import { state } from './state.js';
import { t } from './i18n.js';

/** 7 as 07. */
export const two = n => String(n).padStart(2, '0');

/** So many days behind a day such as 2026-08-01. Days are the gateway's, whose zone need not be that of this machine. */
export const shift = (day, n) => new Date(Date.parse(day) + n * 86400000).toISOString().slice(0, 10);

/** 3:07, 1:02:45 or 2 天 3:05 */
export function span(seconds) {
  const s = Math.max(0, Math.floor(seconds));
  const days = Math.floor(s / 86400);
  const hours = Math.floor(s / 3600) % 24;
  const minutes = Math.floor(s / 60) % 60;
  if (days) {
    return t('time.days', { days, rest: two(hours) + ':' + two(minutes) });
  }
  return hours ? hours + ':' + two(minutes) + ':' + two(s % 60) : minutes + ':' + two(s % 60);
}

/** Seconds from now until a time, negative when it is over. */
export function until(time) {
  return (Date.parse(time) - state.now) / 1000;
}

/** 08:31:07, with the date when it is not today. */
export function clock(time) {
  if (!time) {
    return '';
  }
  const d = new Date(time);
  const at = two(d.getHours()) + ':' + two(d.getMinutes()) + ':' + two(d.getSeconds());
  const today = new Date(state.now).toDateString() === d.toDateString();
  return today ? at : two(d.getMonth() + 1) + '-' + two(d.getDate()) + ' ' + at;
}

export function number(n) {
  return n === null || n === undefined ? '–' : n.toLocaleString('en-US');
}
