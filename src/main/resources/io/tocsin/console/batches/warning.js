// One warning by its id: how it stands, and everything that happened to it. Log lines and exemplars lead here.
import { h, onMounted, onUnmounted, ref } from '../lib/vue.js';
import { t, word } from '../app/i18n.js';
import { Empty, Grade, Tag } from '../app/parts.js';
import { usePoll } from '../app/poll.js';
import { seg } from '../app/api.js';
import { clock } from '../app/time.js';
import { History } from '../review/history.js';

const TONES = { reached: 'good', unreached: 'bad', suppressed: 'warn', expired: 'warn', cancelled: 'plain' };

export const Warning = {
  props: ['id'],
  setup(props) {
    const warning = usePoll(() => '/v1/warnings/' + seg(props.id), 3000);
    const fact = (name, value) => value && [h('dt', t('batches.' + name)), h('dd', { class: 'num' }, value)];
    return () => {
      const w = warning.value.value;
      return h('main', { class: 'page warning' }, [
        w ? h('a', { href: '#/batches/' + seg(w.batch) }, '← ' + t('warning.batch')) : h('a', { href: '#/batches' }, '← ' + t('page.batches')),
        w ? h('section', { class: 'card stack' }, [
          h('div', { class: 'row' }, [h(Grade, { grade: w.grade }), h('h1', w.ref), h(Tag, { tone: TONES[w.state] || 'plain' }, () => word('warning', w.state)),
            w.flagged && h(Tag, { tone: 'bad' }, () => t('batches.flagged'))]),
          h('dl', { class: 'factlist' }, [fact('person', w.name), fact('phone', w.phone), w.fraudType && [h('dt', t('lead.col.type')), h('dd', w.fraudType)], fact('carrier', w.carrier), fact('cause', w.cause && word('cause', w.cause)),
            fact('attempts', String(w.attempts)), fact('changed', clock(w.changed)), [h('dt', t('warning.id')), h('dd', h('code', w.id))]]),
          w.waitsFor && h('p', t('batches.noCarrier')),
          h(History, { item: { warnings: [w] } })
        ]) : h(Empty, () => (warning.missing.value ? t('warning.none') : ''))
      ]);
    };
  }
};
