// The rows of a table: the series of its targets as rows of labels and values, then as its transformations want them.
import { said } from './frames.js';

/** One row for each series: its labels, and its value as "Value" or "Value #B". */
function rowsOf(data, targets) {
  const many = targets.length > 1;
  return data.all.map(series => ({ ...series.labels, [many ? 'Value #' + series.refId : 'Value']: series.points[series.points.length - 1][1] }));
}

const isValue = name => /^Value( #\w+)?$/.test(name);
const keyOf = (row, names) => JSON.stringify(names.map(name => row[name] ?? ''));

/** Rows that say the same beside their values become one. */
function joined(rows, names) {
  const all = new Map();
  for (const row of rows) {
    const key = names ? keyOf(row, names) : JSON.stringify(Object.entries(row).filter(([name]) => !isValue(name)).sort());
    all.set(key, { ...all.get(key), ...row });
  }
  return [...all.values()];
}

function columnsOf(rows) {
  const names = [...new Set(rows.flatMap(row => Object.keys(row)))].filter(name => name !== '__name__');
  return [...names.filter(name => !isValue(name)), ...names.filter(isValue).sort()].map(name => ({ name, title: name }));
}

function organised(columns, options) {
  const { excludeByName = {}, indexByName = {}, renameByName = {} } = options;
  const place = column => indexByName[column.name] ?? 1000;
  return columns.filter(column => !excludeByName[column.name]).map((column, i) => ({ column, i }))
    .sort((a, b) => place(a.column) - place(b.column) || a.i - b.i).map(({ column }) => ({ ...column, title: renameByName[column.name] || column.title }));
}

function sorted(rows, columns, by) {
  const column = by && columns.find(each => [each.name, each.title].includes(by.field || by.displayName));
  if (!column) {
    return rows;
  }
  const value = row => row[column.name];
  return [...rows].sort((a, b) => {
    const order = typeof value(a) === 'number' ? (value(a) ?? -Infinity) - (value(b) ?? -Infinity) : String(value(a)).localeCompare(String(value(b)));
    return by.desc ? -order : order;
  });
}

/** {columns: [{name, title}], rows}, where `name` is what Grafana calls the field. */
export function tableOf(data, panel) {
  const targets = (panel.targets || []).filter(target => !target.hide);
  let rows = rowsOf(data, targets);
  const steps = panel.transformations || [];
  const join = steps.find(step => step.id === 'joinByField' || step.id === 'seriesToColumns');
  rows = join ? joined(rows, [join.options.byField]) : joined(rows, null);
  let columns = columnsOf(rows);
  for (const step of steps) {
    if (step.id === 'organize') {
      columns = organised(columns, step.options);
    } else if (step.id === 'sortBy') {
      rows = sorted(rows, columns, (step.options.sort || [])[0]);
    } else if (step.id === 'filterFieldsByName' && step.options.include) {
      columns = columns.filter(column => (step.options.include.names || []).includes(column.name));
    } else if (step.id === 'limit') {
      rows = rows.slice(0, Number(step.options.limitField) || 10);
    }
  }
  const [by] = (panel.options && panel.options.sortBy) || [];
  return { columns, rows: sorted(rows, columns, by), isValue, words: said };
}
