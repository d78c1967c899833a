// A chart by ECharts, which is loaded when the first one is shown. It draws on a canvas and says its words as
// rich text, so that the page's policy holds; what it shows must also stand beside it as text.
import { h, onMounted, onUnmounted, ref, watch } from '../lib/vue.js';
import { state } from '../app/state.js';

let library;

export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
}

/** What every chart has in common, in the colours of the theme. */
export function base() {
  const [ink, dim, line, sheet] = ['ink', 'dim', 'line', 'sheet'].map(colour);
  const size = parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.8125;
  const font = { color: dim, fontSize: size, fontFamily: getComputedStyle(document.body).fontFamily };
  return {
    animation: false, textStyle: font,
    grid: { left: 4, right: 20, top: 10, bottom: 2, containLabel: true },
    axis: { axisLine: { lineStyle: { color: line } }, axisTick: { lineStyle: { color: line } }, axisLabel: { ...font, hideOverlap: true },
      splitLine: { lineStyle: { color: line, opacity: 0.6 } } },
    tooltip: { renderMode: 'richText', confine: true, transitionDuration: 0, backgroundColor: sheet, borderColor: line, borderWidth: 1,
      padding: [8, 10], textStyle: { ...font, color: ink } }
  };
}

export const Chart = {
  /** hit: what is told of a click on a point; option: a function of the common parts, asked again when the theme or `by` changes */
  props: ['option', 'by', 'label', 'hit'],
  setup(props) {
    const root = ref(null);
    const failed = ref(false);
    let chart = null;
    let observer = null;
    let over = false;
    function draw() {
      if (chart) {
        chart.setOption(props.option(base()), { notMerge: true, lazyUpdate: true });
      }
    }
    onMounted(async () => {
      try {
        library ||= import('./echarts.js');
        const echarts = await library;
        if (over) {
          return;
        }
        chart = echarts.init(root.value, null, { renderer: 'canvas' });
        chart.on('click', what => props.hit && props.hit(what));
        observer = new ResizeObserver(() => chart.resize());
        observer.observe(root.value);
        draw();
      } catch (wrong) {
        library = undefined;
        failed.value = true;
        console.error(String(wrong));
      }
    });
    onUnmounted(() => {
      over = true;
      if (observer) {
        observer.disconnect();
      }
      if (chart) {
        chart.dispose();
      }
    });
    watch(() => [props.by, state.dark, state.wall, state.lang], draw, { flush: 'post' });
    return () => h('div', { class: 'chart', ref: root, role: 'img', 'aria-label': props.label, 'data-failed': failed.value || undefined });
  }
};
