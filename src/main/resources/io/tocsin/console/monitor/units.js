// Numbers as people read them, by Grafana's names of units. Chinese counts by ten thousands.
const STEPS = {
  en: [[1e12, 'T'], [1e9, 'G'], [1e6, 'M'], [1e4, 'K', 1e3]],
  zh: [[1e8, ' 亿'], [1e5, ' 万', 1e4]]
};
const TIMES = {
  zh: { us: ' 微秒', ms: ' 毫秒', s: ' 秒', m: ' 分', h: ' 小时', d: ' 天' },
  en: { us: ' µs', ms: ' ms', s: ' s', m: ' min', h: ' h', d: ' d' }
};
const RATES = { zh: { reqps: ' 次/秒', ops: ' 次/秒', cps: '/秒', wps: '/秒', rps: '/秒', iops: '/秒', mps: '/秒', eps: '/秒', cpm: '/分' }, en: {
  reqps: ' req/s', ops: ' op/s', cps: '/s', wps: '/s', rps: '/s', iops: '/s', mps: '/s', eps: '/s', cpm: '/min' } };
const IN_SECONDS = { ns: 1e-9, 'µs': 1e-6, us: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600, d: 86400, dtdurations: 1, dtdurationms: 1e-3, clocks: 1, clockms: 1e-3 };
const BYTES = { bytes: 1024, decbytes: 1000, binBps: 1024, Bps: 1000, kbytes: 1024, deckbytes: 1000, mbytes: 1024 };
const MORE = { kbytes: 1024, deckbytes: 1000, mbytes: 1024 * 1024 };

/** Digits after the point: as asked for, else so many that three digits tell something. */
function plain(value, decimals, most = 2) {
  const size = Math.abs(value);
  const digits = Number.isInteger(decimals) ? decimals : Number.isInteger(value) || size >= 100 ? 0 : size >= 10 ? Math.min(1, most)
    : size >= 1 || size === 0 ? most : Math.min(6, most + Math.max(0, -Math.floor(Math.log10(size)) - 1));
  const text = value.toLocaleString('en-US', { minimumFractionDigits: Number.isInteger(decimals) ? digits : 0, maximumFractionDigits: digits });
  return text === '-0' ? '0' : text;
}

function short(value, decimals, lang) {
  for (const [from, word, by] of STEPS[lang]) {
    if (Math.abs(value) >= from) {
      return plain(value / (by || from), decimals) + word;
    }
  }
  return plain(value, decimals);
}

/** 3 分 20 秒: two neighbouring units at most, as a duty officer would say it. */
function time(seconds, decimals, lang) {
  const word = TIMES[lang];
  const size = Math.abs(seconds);
  if (size === 0) {
    return '0' + word.s;
  }
  if (size < 1) {
    // A board's decimals are meant for seconds.
    return size < 1e-3 ? plain(seconds * 1e6, null, 1) + word.us : plain(seconds * 1e3, null, 1) + word.ms;
  }
  if (size < 60) {
    return plain(seconds, decimals) + word.s;
  }
  const pairs = [[86400, word.d, 3600, word.h], [3600, word.h, 60, word.m], [60, word.m, 1, word.s]];
  // Rounded first: 3599.8 s are an hour, not 59 minutes and 60 seconds.
  const close = pairs.map(([from, , small]) => [from, Math.round(size / small) * small]).find(([from, near]) => near >= from)[1];
  const [big, bigWord, small, smallWord] = pairs.find(([from]) => close >= from);
  const whole = Math.floor(close / big);
  const rest = Math.round((close - whole * big) / small);
  return (seconds < 0 ? '-' : '') + whole.toLocaleString('en-US') + bigWord + (rest ? ' ' + rest + smallWord : '');
}

function bytes(value, unit, decimals) {
  const base = BYTES[unit];
  let size = value * (MORE[unit] || 1);
  const names = base === 1024 ? ['B', 'KiB', 'MiB', 'GiB', 'TiB'] : ['B', 'kB', 'MB', 'GB', 'TB'];
  let at = 0;
  while (Math.abs(size) >= base && at < names.length - 1) {
    size /= base;
    at += 1;
  }
  return plain(size, decimals, 1) + ' ' + names[at] + (unit.endsWith('ps') ? '/s' : '');
}

/**
 * @param value a number; anything that is none is shown as a dash
 * @param unit Grafana's name of it, none when it is not known here
 * @param decimals digits behind the point, null for as many as are worth something
 */
export function format(value, unit, decimals, lang = 'zh') {
  if (value === null || value === undefined || Number.isNaN(value)) {
    return '–';
  }
  if (!Number.isFinite(value)) {
    return value > 0 ? '∞' : '-∞';
  }
  if (unit in IN_SECONDS) {
    return time(value * IN_SECONDS[unit], decimals, lang);
  }
  if (unit in BYTES) {
    return bytes(value, unit, decimals);
  }
  if (unit === 'percentunit' || unit === 'percent') {
    const share = unit === 'percent' ? value : value * 100;
    return plain(share, decimals ?? (Math.abs(share) >= 99 && share < 100 ? 2 : null), 1) + '%';
  }
  if (unit in RATES.en) {
    return short(value, decimals, lang) + RATES[lang][unit];
  }
  if (unit === 'bool' || unit === 'bool_yes_no' || unit === 'bool_on_off') {
    return lang === 'zh' ? (value ? '是' : '否') : value ? 'yes' : 'no';
  }
  if (unit === 'dateTimeAsIso' || unit === 'dateTimeFromNow') {
    return new Date(value).toLocaleString(lang === 'zh' ? 'zh-CN' : 'en-GB');
  }
  if (unit && unit.startsWith('suffix:')) {
    return plain(value, decimals) + ' ' + unit.slice(7);
  }
  return unit === 'none' || unit === 'locale' ? plain(value, decimals) : short(value, decimals, lang);
}
