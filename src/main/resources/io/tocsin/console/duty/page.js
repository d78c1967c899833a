// What a duty officer asks: is a carrier in trouble, is a lane stuck, does everything add up?
import { h, ref } from '../lib/vue.js';
import { patch, post, seg } from '../app/api.js';
import { t, word } from '../app/i18n.js';
import { Empty, Sure, Tag } from '../app/parts.js';
import { usePoll } from '../app/poll.js';
import { number } from '../app/time.js';
import { say, sayProblem } from '../app/toast.js';
import { Alerts, alertCount } from './alerts.js';
import { Funnel, Lanes, openOf } from './board.js';
import { Drill } from './drill.js';
import { Errors } from './errors.js';
import { Brake } from './stop.js';
import { Strays } from './strays.js';

const FAST = 2000;

function health(carrier) {
  const tags = [carrier.suspended ? ['warn', 'suspended'] : carrier.up ? ['good', 'up'] : ['bad', 'down']];
  if (carrier.breaker !== 'closed') {
    tags.push([carrier.breaker === 'open' ? 'bad' : 'warn', 'breaker-' + carrier.breaker]);
  }
  if (carrier.adjusted) {
    tags.push(['plain', 'adjusted']);
  }
  return tags.map(([tone, name]) => h(Tag, { key: name, tone }, () => t('carrier.' + name)));
}

/** @param full whether it is a bad sign to be nearly full */
const gauge = (used, size, full) => h('div', { class: 'gauge' }, [h('div', { class: 'bars', 'aria-hidden': 'true' },
  h('i', { class: full && size && used / size > 0.9 ? 'unreached' : 'reached', style: { width: (size ? Math.min(100, used / size * 100) : 0) + '%' } })),
h('span', { class: 'num' }, number(used) + ' / ' + number(size))]);

/** What this node sends of what it may; less than the rate says so in words. */
const pace = carrier => [
  carrier.rateNow === null ? h('span', { class: 'num' }, t('carrier.usedFree', { used: number(tenth(carrier.rateUsed)) })) : gauge(tenth(carrier.rateUsed), tenth(carrier.rateNow)),
  carrier.rateNow !== null && carrier.rateNow < carrier.ratePerSecond && h('div', { class: ['dim', 'num'] }, t('carrier.slowed', { rate: number(carrier.ratePerSecond) }))];

const tenth = rate => Math.round(rate * 10) / 10;

const Adjust = {
  props: ['carrier'],
  emits: ['done'],
  setup(props, { emit }) {
    const rate = ref('');
    const calls = ref('');
    async function set(body) {
      try {
        emit('done', await patch('/v1/carriers/' + seg(props.carrier.name), body));
        say(t('carrier.set'));
      } catch (problem) {
        sayProblem(problem);
      }
    }
    return () => h('form', { class: 'row', onSubmit: e => {
      e.preventDefault();
      set({ ...(rate.value && { rate: rate.value }), ...(calls.value && { calls: Number(calls.value) }) });
    } }, [
      h('input', { class: 'short', 'aria-label': t('carrier.rate'), placeholder: t('carrier.rateHint'), value: rate.value, onInput: e => { rate.value = e.target.value; } }),
      props.carrier.calls !== null && h('input', { class: 'short', type: 'number', min: 1, max: 10000, 'aria-label': t('carrier.calls'), placeholder: t('carrier.calls'),
        value: calls.value, onInput: e => { calls.value = e.target.value; } }),
      h('button', { disabled: !rate.value && !calls.value }, t('act.save')),
      props.carrier.adjusted && h('button', { type: 'button', onClick: () => set(props.carrier.calls === null ? { rate: null, weight: null } : { rate: null, calls: null, weight: null }) }, t('carrier.asConfigured'))
    ]);
  }
};

export default {
  setup() {
    const carriers = usePoll(() => '/v1/carriers', FAST);
    const board = usePoll(() => '/v1/today', FAST);
    const review = usePoll(() => '/v1/review/summary', FAST * 2);
    const alerts = usePoll(() => '/v1/monitoring/alerts', FAST * 5, { quiet: true });
    const replies = usePoll(() => '/v1/replies?limit=20', FAST * 5);
    const open = ref('');

    async function turn(carrier, what) {
      try {
        await post('/v1/carriers/' + seg(carrier.name) + '/' + what);
        say(t('carrier.did.' + what, { name: carrier.name }));
        carriers.again();
      } catch (problem) {
        sayProblem(problem);
      }
    }

    const line = carrier => [h('tr', { key: carrier.name, class: carrier.up && !carrier.suspended ? '' : 'ill' }, [
      h('td', [h('b', carrier.name), h('div', { class: 'dim' }, word('channel', carrier.channel) + ' · ' + carrier.protocol + (carrier.operators.length
        ? ' · ' + carrier.operators.map(each => word('operator', each)).join(t('app.and')) : ''))]),
      h('td', [h('div', { class: 'row' }, health(carrier)), h('div', { class: 'detail' }, carrier.detail)]),
      h('td', { class: 'num' }, t('carrier.sessionsOf', carrier.sessions)),
      h('td', gauge(carrier.window.used, carrier.window.size, true)),
      h('td', pace(carrier)),
      h('td', { class: 'num' }, carrier.calls === null ? '' : number(carrier.calls)),
      h('td', h('div', { class: 'row' }, [
        carrier.suspended ? h('button', { class: 'primary', onClick: () => turn(carrier, 'resume') }, t('carrier.resume'))
          : h(Sure, { label: t('carrier.suspend'), onSure: () => turn(carrier, 'suspend') }),
        h('button', { 'aria-expanded': open.value === carrier.name, onClick: () => { open.value = open.value === carrier.name ? '' : carrier.name; } }, t('carrier.adjust'))]))
    ]), open.value === carrier.name && h('tr', { key: carrier.name + '+' }, h('td', { colspan: 7 }, h(Adjust, { carrier, onDone: carriers.again })))];

    return () => {
      const today = board.value.value;
      const items = carriers.value.value ? carriers.value.value.items : [];
      const ringing = alertCount(alerts);
      const ill = items.filter(each => !each.up && !each.suspended).length;
      const s = review.value.value;
      return h('main', { class: 'page duty' }, [
        h(Brake),
        h('ul', { class: 'counts five' }, [
          h('li', { class: ['count', ill ? 'bad' : 'good'] }, [h('span', { class: 'what' }, t('duty.carriers')), h('b', { class: 'num' }, (items.length - ill) + ' / ' + items.length),
            h('span', { class: 'below' }, ill ? t('duty.ill', { n: ill }) : t('duty.allUp'))]),
          h('li', { class: ['count', ringing ? 'bad' : ringing === 0 ? 'good' : ''] }, [h('span', { class: 'what' }, t('alerts.title')), h('b', { class: 'num' }, number(ringing)),
            h('span', { class: 'below' }, t(ringing === null ? 'alerts.unknown' : ringing ? 'alerts.below' : 'alerts.none'))]),
          h('li', { class: 'count' }, [h('span', { class: 'what' }, t('duty.open')), h('b', { class: 'num' }, today ? number(openOf(today)) : '–'), h('span', { class: 'below' }, t('duty.openHint'))]),
          h('li', { class: ['count', s && s.breaches.firstTouch + s.breaches.close ? 'bad' : ''] }, [h('span', { class: 'what' }, t('duty.review')), h('b', { class: 'num' }, s ? number(s.waiting) : '–'),
            h('span', { class: 'below num' }, s ? t('duty.reviewLate', { n: s.breaches.firstTouch + s.breaches.close }) : '\u00a0')]),
          h('li', { class: ['count', today && today.difference ? 'bad' : 'good'] }, [h('span', { class: 'what' }, t('duty.balance')), h('b', { class: 'num' }, today ? number(today.difference) : '–'),
            h('span', { class: 'below' }, t('duty.balanceHint'))])
        ]),
        h('section', { class: 'card tablecard', tabindex: '0', role: 'region', 'aria-label': t('duty.carriers') }, [h('table', [
          h('thead', h('tr', ['name', 'health', 'sessions', 'window', 'used', 'calls', 'act'].map(each => h('th', t('carrier.' + each))))),
          h('tbody', items.flatMap(line))]), carriers.value.value && !items.length && h(Empty, () => t('duty.noCarriers'))]),
        h(Drill, { onDone: carriers.again }),
        h('div', { class: 'twins' }, [h(Alerts, { alerts: alerts.value.value, refused: alerts.refused.value }), h(Errors, { carriers: items })]),
        h('div', { class: 'twins' }, [h(Lanes, { today }), h(Funnel, { today })]),
        h(Strays, { replies: replies.value.value })
      ]);
    };
  }
};
