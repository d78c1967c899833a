// Round steps along an axis for units that do not count by tens.
import { seconds } from './range.js';

const TIMES = ['1s', '2s', '5s', '10s', '15s', '30s', '1m', '2m', '5m', '10m', '15m', '30m', '1h', '2h', '3h', '6h', '12h', '1d', '2d', '7d'].map(seconds);
const LINES = 4;

/** Between two lines of an axis that reaches `most`; nothing where it is found by tens. */
export function interval(most, unit) {
  const scale = { s: 1, ms: 1000 }[unit];
  if (scale && most / scale > 8) {
    const wanted = most / scale / LINES;
    return (TIMES.find(each => each >= wanted) || TIMES[TIMES.length - 1]) * scale;
  }
  if (['bytes', 'binBps'].includes(unit) && most > 1024) {
    return 2 ** Math.ceil(Math.log2(most / LINES));
  }
  return undefined;
}
