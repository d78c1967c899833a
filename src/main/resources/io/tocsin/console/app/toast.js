// Short words at the lower edge, some of them with a way back. They push nothing aside.
import { h, reactive } from '../lib/vue.js';
import { state } from './state.js';
import { t } from './i18n.js';

const shown = reactive([]);
let last = 0;

/**
 * Says something for some seconds.
 *
 * @param kind ok, warn or bad
 * @param action {label, run}, or none
 * @returns a function that takes it away
 */
export function say(text, { kind = 'ok', seconds = 5, action = null } = {}) {
  const id = ++last;
  shown.push({ id, text, kind, action, seconds, until: Date.now() + seconds * 1000 });
  const away = () => {
    const at = shown.findIndex(each => each.id === id);
    if (at >= 0) {
      shown.splice(at, 1);
    }
  };
  setTimeout(away, seconds * 1000);
  return away;
}

/** Says what the gateway had against something. */
export function sayProblem(problem) {
  const body = problem.body || {};
  const text = problem.silent ? t('net.silent') : [body.title, body.detail].filter(Boolean).join('：');
  say(text || String(problem), { kind: 'bad', seconds: 8 });
}

export const Toasts = {
  render() {
    return h('div', { class: 'toasts', role: 'status', 'aria-live': 'polite' }, shown.map(each =>
      h('div', { key: each.id, class: ['toast', each.kind] }, [
        h('span', each.text),
        each.action && h('button', { onClick: each.action.run }, [each.action.label,
          h('span', { class: 'seconds', 'aria-hidden': 'true' }, Math.max(0, Math.min(each.seconds, Math.ceil((each.until - state.now) / 1000))) + ' s')])
      ])));
  }
};
