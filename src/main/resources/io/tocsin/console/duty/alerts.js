// What Prometheus' alerts say now. Without a Prometheus, or while it is silent, a line says so.
import { h } from '../lib/vue.js';
import { t, word } from '../app/i18n.js';
import { Empty, Tag } from '../app/parts.js';
import { state } from '../app/state.js';
import { clock } from '../app/time.js';

/** As many as people read; the rest is on Prometheus' own page. */
const SHOWN = 12;
const TONES = { critical: 'bad', warning: 'warn' };

/** How many fire; null when nobody knows. */
export const alertCount = alerts => (alerts.value.value && !alerts.refused.value
  ? alerts.value.value.items.filter(each => each.firing).length : null);

const called = alert => (alert.words && alert.words[state.lang]) || alert.name;
const about = alert => Object.entries(alert.labels).filter(([name]) => name !== 'job')
  .map(([name, value]) => word('label', name) + ' ' + word(name, value)).join(' · ');

const line = alert => h('li', { key: alert.name + JSON.stringify(alert.labels), class: alert.firing ? '' : 'coming' }, [
  h(Tag, { tone: alert.firing ? TONES[alert.severity] || 'plain' : 'plain' }, () => (alert.firing ? word('severity', alert.severity) : t('alerts.pending'))),
  h('b', called(alert)),
  h('span', { class: 'row' }, [h('span', { class: 'num' }, t('alerts.since', { time: clock(alert.since) })),
    alert.runbook && h('a', { href: alert.runbook.replace('#', '?lang=' + state.lang + '#'), target: '_blank', rel: 'noopener' }, t('alerts.runbook'))]),
  h('span', { class: 'dim' }, [about(alert), state.lang === 'en' && alert.detail ? h('div', alert.detail) : ''])]);

const silence = refused => (refused.code === 'monitoring-off' ? t('alerts.off') : t('alerts.silent', { why: refused.message }));

export const Alerts = ({ alerts, refused }) => h('section', { class: 'card stack' }, [h('h2', t('alerts.title')),
  refused ? h('p', { class: refused.code === 'monitoring-off' ? 'dim' : 'wrong' }, silence(refused)) : alerts && h('ul', { class: 'alertlist' }, alerts.items.slice(0, SHOWN).map(line)),
  !refused && alerts && !alerts.items.length && h(Empty, () => t('alerts.none')),
  !refused && alerts && alerts.items.length + alerts.more > SHOWN && h('p', { class: 'dim' }, t('alerts.more', { n: alerts.items.length + alerts.more - SHOWN }))]);
Alerts.props = ['alerts', 'refused'];
