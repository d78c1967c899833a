// What would become of a list, before anything is sent.
import { h } from '../lib/vue.js';
import { t, word } from '../app/i18n.js';
import { Tag } from '../app/parts.js';
import { clock, number } from '../app/time.js';

const BAD = ['stop-list', 'frequency-cap', 'safety', 'expiry', 'no-carrier', 'no-text'];

export const Forecast = (props, { slots }) => {
  const f = props.forecast;
  return h('section', { class: 'card stack', role: 'status' }, [
    h('h2', t('dry.title')),
    h('p', { class: 'num' }, t('dry.sum', { submitted: number(f.submitted), accepted: number(f.accepted), duplicate: number(f.duplicate), rejected: number(f.rejected) })),
    h('ul', { class: 'facts num' }, Object.entries(f.fates).map(([what, n]) => h('li', { key: what, class: BAD.includes(what) ? 'bad' : '' },
      word('fate', what) + ' ' + number(n)))),
    h('ul', { class: 'facts num' }, f.groups.map(g => h('li', { key: g.channel + g.operator },
      word('channel', g.channel) + ' · ' + word('operator', g.operator) + '：' + t('dry.segments', { warnings: number(g.warnings), cost: number(g.cost) })))),
    h('p', [f.endsAt ? t('dry.ends', { at: clock(f.endsAt) }) : h(Tag, { tone: 'warn' }, () => word('dry.endsUnknown', f.endsUnknown)),
      f.ahead > 0 ? ' · ' + t('dry.ahead', { n: number(f.ahead) }) : '']),
    f.samples.length > 0 && h('table', { 'aria-label': t('dry.samples') }, h('tbody', f.samples.map(s => h('tr', { key: s.ref }, [
      h('td', { class: 'num' }, s.ref), h('td', { class: 'num' }, s.phone), h('td', s.carrier), h('td', s.text)])))),
    slots.default && slots.default()
  ]);
};
Forecast.props = ['forecast'];
