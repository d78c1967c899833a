// Spans of time: now-3h, and how far the points of a curve lie apart.
const SECONDS = { s: 1, m: 60, h: 3600, d: 86400, w: 604800, M: 2592000, y: 31536000 };
const STEPS = [5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400];

/** The ranges that can be chosen, as Grafana writes them. */
export const PRESETS = ['5m', '15m', '30m', '1h', '3h', '6h', '12h', '24h', '2d', '7d', '30d'];
/** Seconds between two looks; 0 for none. */
export const REFRESHES = [0, 5, 10, 30, 60, 300];

/** Seconds of 90s, 5m, 3h, 2d; 0 for what is none. */
export function seconds(text) {
  const found = /^(\d+)([smhdwMy])$/.exec(String(text || ''));
  return found ? Number(found[1]) * SECONDS[found[2]] : 0;
}

/** As Prometheus writes it: 90s, 15m. */
export function long(length) {
  return length % 1 ? Math.round(length * 1000) + 'ms' : length + 's';
}

function moment(text, now, up) {
  if (/^\d+$/.test(text)) {
    return Number(text) / 1000;
  }
  const found = /^now(?:-(\d+[smhdwMy]))?(?:\/([dh]))?$/.exec(text);
  if (!found) {
    return now;
  }
  const at = now - seconds(found[1]);
  if (!found[2]) {
    return at;
  }
  const day = new Date(at * 1000);
  day.setMinutes(0, 0, 0);
  if (found[2] === 'd') {
    day.setHours(0);
  }
  return day.getTime() / 1000 + (up ? SECONDS[found[2]] : 0);
}

/** Seconds since 1970 of a range such as {from: 'now-3h', to: 'now'}. */
export function resolve(range, now) {
  const from = moment(range.from, now, false);
  return { from, to: Math.max(from + 1, moment(range.to, now, true)) };
}

/** A step that gives about one point every two pixels, no shorter than `least`. */
export function stepOf(range, width, least = STEPS[0]) {
  const wanted = Math.max(least, (range.to - range.from) / Math.max(100, width / 2));
  return STEPS.find(step => step >= wanted) || Math.ceil(wanted / 86400) * 86400;
}

/** The range moved to whole steps, so that points stay where they are from look to look. */
export function aligned(range, step) {
  return { from: Math.floor(range.from / step) * step, to: Math.floor(range.to / step) * step };
}
