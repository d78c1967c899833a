// Times along an axis, no longer than they must be.
import { two } from '../app/time.js';

/** 08:31:07, for a point that is looked at; with the day when it is not today. */
export function moment(time) {
  const d = new Date(time * 1000);
  const clock = two(d.getHours()) + ':' + two(d.getMinutes()) + ':' + two(d.getSeconds());
  return d.toDateString() === new Date().toDateString() ? clock : two(d.getMonth() + 1) + '-' + two(d.getDate()) + ' ' + clock;
}

/** 08:31, or the day where a range is longer than one. */
export function at(time, range) {
  const d = new Date(time * 1000);
  const clock = two(d.getHours()) + ':' + two(d.getMinutes());
  if (range.to - range.from > 2 * 86400) {
    return two(d.getMonth() + 1) + '-' + two(d.getDate()) + (range.to - range.from > 7 * 86400 ? '' : ' ' + clock);
  }
  return range.to - range.from > 600 ? clock : clock + ':' + two(d.getSeconds());
}
