// The frame of a panel: its question, its answer, and what is wrong when there is none.
import { h, onMounted, onUnmounted, ref, shallowRef, watch } from '../lib/vue.js';
import { t } from '../app/i18n.js';
import { panelData } from './ask.js';
import { Bars } from './bars.js';
import { Curves } from './curves.js';
import { Heat } from './heat.js';
import { linkOf } from './links.js';
import { Prose } from './prose.js';
import { Stat } from './stat.js';
import { Table } from './table.js';

/** What a panel's type is shown by. */
export const KINDS = { stat: Stat, gauge: Stat, timeseries: Curves, bargauge: Bars, table: Table, heatmap: Heat, text: Prose };
const NUMBERS = ['stat', 'gauge'];

/** Whether there is a number in it: a share of nothing is none. */
const tells = (panel, data) => data.all.some(series => panel.type === 'table' || series.points.some(([, value]) => !Number.isNaN(value)));

export const Panel = {
  props: ['panel', 'view', 'tick'],
  setup(props) {
    const root = ref(null);
    const data = shallowRef(null);
    const wrong = ref('');
    const seen = ref(false);
    let busy = false;
    let late = false;
    let eyes = null;
    async function ask() {
      const { asked } = props.view;
      try {
        const answer = await panelData(props.panel, props.view, root.value ? root.value.clientWidth : 600);
        if (asked === props.view.asked) {
          data.value = answer;
          wrong.value = '';
        }
      } catch (problem) {
        if (asked === props.view.asked) {
          wrong.value = problem.code === 'bad-parameter' ? problem.message : problem.silent || problem.code ? t('monitor.noAnswer') : String(problem);
        }
      }
    }
    /** One question after the other: where Prometheus is slower than the refreshing, they do not pile up. */
    async function load() {
      late = true;
      if (busy) {
        return;
      }
      busy = true;
      while (late && seen.value && props.panel.type !== 'text') {
        late = false;
        await ask();
      }
      busy = false;
    }
    onMounted(() => {
      // What is below the fold is asked for when somebody comes near it.
      eyes = new IntersectionObserver(all => { seen.value = all.some(each => each.isIntersecting); }, { rootMargin: '200px' });
      eyes.observe(root.value);
    });
    onUnmounted(() => eyes.disconnect());
    watch(() => [props.tick, seen.value], load);
    const body = () => {
      const { panel, view } = props;
      const kind = KINDS[panel.type];
      if (!kind) {
        return h('p', { class: 'empty' }, t('monitor.noKind', { kind: panel.type }));
      }
      if (panel.type === 'text') {
        return h(kind, { panel, view });
      }
      if (wrong.value && !data.value) {
        return h('p', { class: 'empty wrong' }, wrong.value);
      }
      if (!data.value) {
        return h('p', { class: 'empty' }, '…');
      }
      return NUMBERS.includes(panel.type) || tells(panel, data.value) ? h(kind, { panel, view, data: data.value }) : h('p', { class: 'empty' }, t('monitor.noData'));
    };
    return () => {
      const { panel, view } = props;
      const links = (panel.links || []).map(link => linkOf(link, view)).filter(Boolean);
      return h('section', { class: ['boardpanel', 'kind-' + panel.type], ref: root }, [
        panel.title && h('header', [h('h3', { title: panel.description || undefined }, panel.title),
          wrong.value && data.value && h('span', { class: 'stale', title: wrong.value }, t('monitor.stale')),
          links.map(link => h('a', { key: link.href, href: link.href, title: link.title, ...(link.outside && { target: '_blank', rel: 'noopener noreferrer' }) },
            NUMBERS.includes(panel.type) ? h('span', { 'aria-label': link.title }, '→') : link.title + ' →'))]),
        h('div', { class: 'panelbody' }, [body()])
      ]);
    };
  }
};
