// The global stop: a red bar on every page while nothing is sent.
import { h, watch } from '../lib/vue.js';
import { state } from './state.js';
import { t } from './i18n.js';
import { usePoll } from './poll.js';
import { clock } from './time.js';

const EVERY = 5000;
let ask = () => {};

/** Asks at once, after an act. */
export const againStop = () => ask();

/** What is said of a stop. */
export const stopWords = stop => t('stop.since', { by: stop.by, at: clock(stop.since), reason: stop.reason })
  + (stop.release ? t('stop.asked', { by: stop.release.by, until: clock(stop.release.until), reason: stop.release.reason }) : '');

export const StopBar = {
  setup() {
    const stop = usePoll(() => '/v1/stop', EVERY);
    ask = stop.again;
    watch(stop.value, now => { state.stop = now; });
    return () => state.stop && state.stop.stopped && h('div', { class: 'stopbar', role: 'alert' }, [
      h('b', t('stop.all')), h('span', stopWords(state.stop)),
      state.session.roles.includes('duty') && h('a', { href: '#/duty' }, t('stop.toDuty'))]);
  }
};
