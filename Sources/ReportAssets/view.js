'use strict';
// The ranked list of report.html: search, filters, sorting, a firm's arithmetic, and the what-if.
// Nothing here is asked of a network; all text goes through esc().
(() => {
const data = JSON.parse(document.getElementById('overview').textContent);
const KEY = 0, NAME = 1, GROUP = 2, SCORE = 3, OUTCOME = 4, WORKERS = 5, MORE = 6, VPOINTS = 7, VFIRED = 8,
  SUMS = 9, FIRST = 10, FIRED = 11, UNKNOWN = 12, HELD = 13, CONFIRM = 14;
const firms = data.ranking, rules = data.rules, areas = data.areas;
const outcomeNames = ['inspect', 'letter', 'ask', 'none'];
const $ = id => document.getElementById(id);
const esc = text => String(text).replace(/[&<>"']/g, c => '&#' + c.charCodeAt(0) + ';');

// ---- Words -----------------------------------------------------------------------------------------------------
const words = {
  bands: [['thấp', 'low'], ['trung bình', 'medium'], ['cao', 'high'], ['rất cao', 'critical']],
  outcomes: [['kiểm tra', 'inspect'], ['gửi văn bản', 'letter'], ['hỏi số liệu', 'ask for data'],
    ['chưa cần', 'nothing now']],
  kinds: { violation: ['dấu hiệu vi phạm', 'violation'], gate: ['điều kiện kiểm tra', 'gate'],
    indicator: ['chỉ báo rủi ro, không phải vi phạm', 'indicator, not an offence'] },
};
const t = (vi, en) => state.lang === 'vi' ? vi : en;
const one = pair => Array.isArray(pair) ? pair[state.lang === 'vi' ? 0 : 1] : pair;

function grouped(digits) {
  return digits.replace(/\B(?=(\d{3})+$)/g, t('.', ','));
}

/** A whole number that counts units of 10^-scale. */
function number(raw, scale) {
  let digits = String(raw), sign = '';
  if (digits[0] === '-') { sign = '-'; digits = digits.slice(1); }
  digits = digits.padStart((scale || 0) + 1, '0');
  const whole = scale ? digits.slice(0, -scale) : digits;
  const decimals = scale ? digits.slice(-scale).replace(/0+$/, '') : '';
  return sign + grouped(whole) + (decimals ? t(',', '.') + decimals : '');
}

function percent(raw, scale) {
  return scale >= 2 ? number(raw, scale - 2) + '%' : number(raw * (scale === 1 ? 10 : 100), 0) + '%';
}

/** A value of an operand as the engine writes it in sentences. */
function shown(operand, value) {
  if (value === null || value === undefined) return t('chưa rõ', 'not known');
  if (value === 'none' && operand.type === 'date') return t('không có', 'none');
  switch (operand.type) {
  case 'number': {
    if (operand.percent) return percent(value, operand.scale);
    const figures = number(value, operand.scale);
    return operand.unit ? figures + ' ' + one(figures === '1' ? operand.one : operand.unit) : figures;
  }
  case 'truth': return value ? t('có', 'yes') : t('không', 'no');
  case 'date': return state.lang === 'vi' ? String(value).split('-').reverse().join('/') : value;
  case 'choice': return one(operand.members[value] ?? String(value));
  default: return String(value);
  }
}

const interval = (low, high) => low === high ? `${low}` : `${low}–${high}`;
const tenths = value => `${Math.floor(value / 10)}${t(',', '.')}${value % 10}`;
const fold = text => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[đĐ]/g, 'd').toLowerCase();

// ---- State, which is the address -------------------------------------------------------------------------------
const caps = areas.map(area => area.cap), limits = data.limits;
const state = { lang: document.documentElement.lang === 'en' ? 'en' : 'vi' };
const groupOf = name => data.groups.findIndex(group => group.name === name);

function fresh() {
  return { q: '', sort: 'rank', down: false, outcomes: [], bands: [], rule: -1, open: '', page: 0, size: 50,
    groups: data.groups.map(() => -1), caps: caps.slice(), limits: limits.slice(), firm: '' };
}

function readAddress() {
  const text = location.hash.slice(1);
  if (text && !text.includes('=')) return false;
  const given = new URLSearchParams(text), next = fresh();
  const whole = (name, low, high, otherwise) => {
    const value = Number(given.get(name));
    return given.has(name) && Number.isInteger(value) && value >= low && value <= high ? value : otherwise;
  };
  if (['vi', 'en'].includes(given.get('lang'))) state.lang = given.get('lang');
  next.q = given.get('q') || '';
  if (given.has('sort')) next.sort = given.get('sort').replace(/^-/, '');
  if (!sorts[next.sort]) next.sort = 'rank';
  next.down = (given.get('sort') || '').startsWith('-');
  next.outcomes = (given.get('outcome') || '').split('.').map(name => outcomeNames.indexOf(name)).filter(i => i >= 0);
  next.bands = (given.get('band') || '').split('.').filter(Boolean).map(Number).filter(i => words.bands[i]);
  next.rule = rules.findIndex(rule => rule.id === given.get('rule'));
  next.open = given.get('state') === 'unknown' ? 'unknown' : given.get('state') === 'fires' ? 'fires' : '';
  next.page = whole('page', 1, 1e6, 1) - 1;
  next.size = whole('size', 10, 5000, 50);
  data.groups.forEach((group, i) => { next.groups[i] = whole('g.' + group.name, 0, group.members.length - 1, -1); });
  areas.forEach((area, i) => { next.caps[i] = whole('cap.' + area.name, 0, 100, area.cap); });
  limits.forEach((limit, i) => { if (i) next.limits[i] = whole('limit.' + i, 1, 100, limit); });
  next.firm = given.get('firm') || '';
  Object.assign(state, next);
  return true;
}

function address() {
  const out = new URLSearchParams();
  const put = (name, value, otherwise) => { if (value !== otherwise) out.set(name, value); };
  put('lang', state.lang, document.documentElement.dataset.first);
  put('q', state.q, '');
  put('sort', (state.down ? '-' : '') + state.sort, 'rank');
  put('outcome', state.outcomes.map(i => outcomeNames[i]).join('.'), '');
  put('band', state.bands.join('.'), '');
  if (state.rule >= 0) put('rule', rules[state.rule].id);
  put('state', state.open, '');
  put('page', state.page + 1, 1);
  put('size', state.size, 50);
  data.groups.forEach((group, i) => put('g.' + group.name, state.groups[i], -1));
  areas.forEach((area, i) => put('cap.' + area.name, state.caps[i], area.cap));
  limits.forEach((limit, i) => put('limit.' + i, state.limits[i], limit));
  put('firm', state.firm, '');
  return '#' + out.toString();
}

// ---- What-if: the engine's sums under other caps and limits -------------------------------------------------------
const bandOf = (score, edges) => edges.reduce((found, edge, band) => score >= edge ? band : found, 0);

/** Scores and order of all firms of the page under other caps and band limits. */
function standings(caps, limits) {
  const scores = firms.map(firm => {
    let low = 0, high = 0, estimate = 0;
    caps.forEach((cap, area) => {
      low += Math.min(cap, firm[SUMS][3 * area]);
      high += Math.min(cap, firm[SUMS][3 * area + 1]);
      estimate += Math.min(10 * cap, firm[SUMS][3 * area + 2]);
    });
    return { low, high, estimate, band: bandOf(low, limits), mayBe: bandOf(high, limits),
      workers_affected: firm[WORKERS], violation_points: firm[VPOINTS], violations_fired: firm[VFIRED],
      coverage: data.coverage };
  });
  const order = firms.map((_, index) => index).sort((a, b) => {
    for (const [name, down] of data.order) {
      const gap = scores[a][name] - scores[b][name];
      if (gap) return down ? -gap : gap;
    }
    return firms[a][KEY] < firms[b][KEY] ? -1 : 1;
  });
  const ranks = [];
  order.forEach((firm, place) => { ranks[firm] = place; });
  return { scores, order, ranks };
}
const isWhatIf = () => state.caps.some((cap, i) => cap !== caps[i]) || state.limits.some((l, i) => l !== limits[i]);
let current = standings(caps, limits), currentSetting = '';

function refreshStandings() {
  const setting = state.caps.concat(state.limits).join();
  if (setting === currentSetting) return;
  currentSetting = setting;
  current = standings(state.caps, state.limits);
}

// ---- Filters and sorting ------------------------------------------------------------------------------------------
const folded = firms.map(firm => fold(firm[NAME] + ' ' + firm[KEY]));
const sorts = {
  rank: i => current.ranks[i], name: i => folded[i], low: i => -current.scores[i].low,
  high: i => -current.scores[i].high, estimate: i => -current.scores[i].estimate,
  open: i => current.scores[i].low - current.scores[i].high, workers: i => -firms[i][WORKERS],
};

const tests = {
  q: () => {
    const asked = fold(state.q).split(/\s+/).filter(Boolean);
    return asked.length ? i => asked.every(word => folded[i].includes(word)) : null;
  },
  outcome: () => state.outcomes.length ? i => state.outcomes.includes(firms[i][OUTCOME]) : null,
  band: () => state.bands.length ? i => state.bands.includes(current.scores[i].band) : null,
  rule: () => state.rule < 0 ? null
    : i => state.open !== 'unknown' && firms[i][FIRED].includes(state.rule)
      || state.open !== 'fires' && firms[i][UNKNOWN].includes(state.rule),
};
data.groups.forEach((_, g) => {
  tests['g' + g] = () => state.groups[g] < 0 ? null : i => firms[i][GROUP][g] === state.groups[g];
});

/** Positions of firms that pass all filters but one. */
function passing(except) {
  const used = Object.keys(tests).filter(name => name !== except).map(name => tests[name]()).filter(Boolean);
  return current.order.filter(i => used.every(test => test(i)));
}

function sorted(list) {
  const key = sorts[state.sort];
  const keyed = list.map(i => [key(i), current.ranks[i], i]);
  const compare = (a, b) => a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] - b[1];
  keyed.sort(state.down ? (a, b) => compare(b, a) : compare);
  return keyed.map(entry => entry[2]);
}

// ---- Details of a firm ----------------------------------------------------------------------------------------------
let detailLines = null;
function details(i) {
  detailLines = detailLines || $('details').textContent.trim().split('\n');
  return JSON.parse(detailLines[i]);
}

function sentence(rule, values) {
  const parts = rule.because[state.lang === 'vi' ? 0 : 1];
  const text = parts.map(part => typeof part === 'string' ? part
    : shown(data.operands[part], values[part] && values[part][1])).join('');
  return text || one(rule.title);
}

function origin(operand, value) {
  const file = value[3] === undefined ? '' : data.files[value[3]];
  const place = file + (value[4] === undefined ? '' : t(', dòng ', ', line ') + value[4]);
  switch (value[2]) {
  case 'c': case 'l': return place;
  case 'r': return t('không đọc được, ', 'unreadable, ') + place;
  case 'x': return t('mâu thuẫn, ', 'conflict, ') + place;
  case 'p': return t('suy đoán: ', 'presumed: ') + one(operand.presumed || '');
  case 'a': return t('không có trong ', 'not on ') + place;
  case 'w': return t('có thể ở dòng bị loại của ', 'may be in a rejected row of ') + place;
  case 'd': return t('suy ra: ', 'derived: ') + one(operand.derived || '');
  case 'u': return place ? t('ô trống, ', 'blank, ') + place : t('không danh sách nào ghi', 'no list gives it');
  case 'h': return t('số liệu cá nhân, không đưa vào trang này', 'personal data, kept out of this page');
  default: return operand.basis ? one(operand.basis) : '';
  }
}

function figures(rule, values) {
  const lines = rule.reads.filter(place => values[place] && data.operands[place].title).map(place => {
    const operand = data.operands[place], value = values[place], from = origin(operand, value);
    const text = value[2] === 'h' ? '…' : shown(operand, value[1]);
    return `<tr><td>${esc(one(operand.title))}<td><bdi>${esc(text)}</bdi><td class=law>${esc(from)}`;
  });
  return lines.length ? `<table class=figures>${lines.join('')}</table>` : '';
}

function points(found) {
  const [, fires, low, most, marks] = found;
  const text = fires ? interval(low, marks & 8 ? most : low) : `0–${most}`;
  if (!(marks & 1)) return t('dự thảo', 'draft') + ' ' + text;
  if (fires ? (marks & 6) === 6 : marks & 4) return `(${text})`;
  return fires ? '+' + text : text;
}

function findingBlock(found, values) {
  const rule = rules[found[0]], fires = found[1], marks = found[4];
  const line = (label, text) => text ? `<p><b>${label}:</b> ${esc(text)}</p>` : '';
  const fines = found[6] || rule.fines;
  const same = fires && marks & 2 || !fires && marks & 4
    ? `<p class=note>${t('Cùng một hành vi với quy tắc cao điểm hơn: chỉ tính một lần.',
      'The same act as a rule with more points: counted once.')}</p>` : '';
  const stake = !fires && marks & 1
    ? `<span class=note>${t('câu trả lời đổi điểm nhiều nhất', 'an answer moves the score by at most')} ${found[5]}</span>` : '';
  return `<details class="finding ${rule.kind}"${fires ? ' open' : ''}><summary><span class=pts>${points(found)}</span>
    <b>${esc(one(rule.title))}</b> <span class="kind k-${rule.kind}">${esc(one(words.kinds[rule.kind]))}</span> ${stake}</summary>
    ${fires ? `<p class=because>${esc(sentence(rule, values))}</p>` : ''}${same}
    ${line(t('Căn cứ', 'Basis'), one(rule.basis))}
    ${fires ? fines.map(fine => line(t('Mức phạt', 'Fine'), one(fine))).join('') : ''}
    ${figures(rule, values)}
    ${line(t('Kiểm tra', 'Check'), one(rule.check || ''))}${line(t('Tài liệu', 'Ask for'), one(rule.ask || ''))}
    ${line(t('Lưu ý', 'Honest firm'), one(rule.honest || ''))}<p class=id>${esc(rule.id)}</p></details>`;
}

function areaTable(i) {
  const sums = firms[i][SUMS];
  const rows = areas.map((area, a) => {
    const [low, high] = [sums[3 * a], sums[3 * a + 1]], cap = state.caps[a];
    if (!high) return '';
    return `<tr><th scope=row>${esc(one(area.title))}<td class=n>${interval(low, high)}<td class=n>${cap}
      <td class=n>${Math.min(low, cap)}<td class=n>${Math.min(high, cap)}`;
  });
  const score = current.scores[i];
  return `<table class=areas><thead><tr><th>${t('Lĩnh vực', 'Area')}<th class=n>${t('Cộng', 'Sum')}<th class=n>${t('Trần', 'Cap')}
    <th class=n>${t('Thấp', 'Low')}<th class=n>${t('Cao', 'High')}</thead><tbody>${rows.join('')}
    <tr class=total><th scope=row>${t('Tổng', 'Total')}<td><td class=n>${state.caps.reduce((a, b) => a + b, 0)}
    <td class=n>${score.low}<td class=n>${score.high}</table>`;
}

function firmBlock(i) {
  const [findings, passed, notApplicable, list, below] = details(i);
  const values = {};
  list.forEach(value => { values[value[0]] = value; });
  const byPoints = (a, b) => b[2] - a[2] || b[3] - a[3] || a[0] - b[0];
  const scored = findings.filter(found => rules[found[0]].kind !== 'gate');
  const fired = scored.filter(found => found[1]).sort(byPoints);
  const open = scored.filter(found => !found[1]).sort((a, b) => b[5] - a[5] || byPoints(a, b));
  const gates = findings.filter(found => rules[found[0]].kind === 'gate');
  const section = (title, found) => found.length
    ? `<h4>${title} (${found.length})</h4>${found.map(one => findingBlock(one, values)).join('')}` : '';
  const gateLines = gates.map(found => `<li>${esc(one(rules[found[0]].title))}: <b>${found[1] ? t('giữ lại', 'holds')
    : t('cần xác nhận', 'to be confirmed')}</b> — ${esc(found[1] ? sentence(rules[found[0]], values) : '')}
    <span class=law>${esc(one(rules[found[0]].basis))}</span></li>`);
  const ids = list => list.map(rule => esc(one(rules[rule].title))).join('; ');
  return `<div class=firm>
    ${below ? `<p class=below>${t('Để xuống dưới mức này cần khắc phục', 'What would bring it below this band')}: <b>${ids(below[0])}</b>
      → ${t('còn', 'then')} ${below[1]} ${t('điểm', 'points')} (${one(words.bands[below[2]])})${isWhatIf() ? t('; tính theo mức chính thức', '; by the real caps') : ''}</p>` : ''}
    <div class=firmgrid><div>${areaTable(i)}<p class=note>${t('Ước tính', 'Estimate')}: ${tenths(current.scores[i].estimate)}</p>
    ${gateLines.length ? `<h4>${t('Điều kiện kiểm tra', 'Gates')}</h4><ul>${gateLines.join('')}</ul>` : ''}</div>
    <div>${section(t('Quy tắc kích hoạt', 'Rules that fired'), fired)}</div></div>
    ${section(t('Chưa rõ: cần hỏi số liệu', 'Unknown: data to ask for'), open)}
    <details><summary>${t('Đạt', 'Passed')} (${passed.length}), ${t('không áp dụng', 'not applicable')} (${notApplicable.length})</summary>
    <p>${t('Đạt', 'Passed')}: ${ids(passed)}</p><p>${t('Không áp dụng', 'Not applicable')}: ${ids(notApplicable)}</p></details></div>`;
}

// ---- Drawing ----------------------------------------------------------------------------------------------------------
const columns = () => [['rank', '#', 'n'], ['name', t('Doanh nghiệp', 'Firm'), ''], ['low', t('Điểm', 'Score'), ''],
  ['open', t('Khoảng chưa rõ', 'Open points'), 'n'], [null, t('Mức', 'Band'), ''], [null, t('Đề xuất', 'Outcome'), ''],
  ['workers', t('Lao động', 'Workers'), 'n'], [null, t('Lý do đầu tiên', 'First reason'), '']];

function row(i) {
  const firm = firms[i], score = current.scores[i], opened = state.firm === firm[KEY];
  const moved = i - current.ranks[i];
  const change = isWhatIf() && moved ? ` <small>${moved > 0 ? '▲' : '▼'}${Math.abs(moved)}</small>` : '';
  const may = score.mayBe === score.band ? '' : `<br><span class=law>${t('có thể', 'may be')} ${one(words.bands[score.mayBe])}</span>`;
  const held = firm[HELD].length ? `<br><span class=law>${t('giữ lại', 'held')}: ${firm[HELD].map(r => esc(one(rules[r].title))).join('; ')}</span>`
    : firm[CONFIRM].length ? `<br><span class=law>${t('xác nhận', 'confirm')}: ${firm[CONFIRM].length}</span>` : '';
  const groups = data.groups.map((group, g) => [group, firm[GROUP][g]]).filter(([group, m]) => m !== group.unknown).slice(0, 3)
    .map(([group, m]) => `<bdi>${esc(one(group.members[m]))}</bdi>`).join(' · ');
  const main = `<tr class="line${opened ? ' opened' : ''}"><td class=n>${current.ranks[i] + 1}${change}
    <td><button type=button class=name id="f${firm[KEY]}" data-firm="${firm[KEY]}" aria-expanded=${opened}><bdi>${esc(firm[NAME] || firm[KEY])}</bdi></button>
    <br><span class=law>${firm[KEY]} · ${groups}</span>
    <td class=score><b>${interval(score.low, score.high)}</b><span class=bar aria-hidden=true><i class=b${score.band} style="width:${score.low}%"></i><i class=may style="left:${score.low}%;width:${score.high - score.low}%"></i></span>
    <td class=n>${score.high - score.low}<td><i class="key b${score.band}"></i>${one(words.bands[score.band])}${may}
    <td><span class="chip o-${outcomeNames[firm[OUTCOME]]}">${one(words.outcomes[firm[OUTCOME]])}</span>${held}
    <td class=n>${number(firm[WORKERS])}${firm[MORE] ? '+' : ''}<td>${firm[FIRST] === null ? '' : esc(one(rules[firm[FIRST]].title))}`;
  return opened ? main + `<tr class=detail><td colspan=8>${firmBlock(i)}` : main;
}

function drawResults() {
  const list = sorted(passing());
  const pages = Math.max(1, Math.ceil(list.length / state.size));
  if (state.firm && state.jump) {
    const place = list.findIndex(i => firms[i][KEY] === state.firm);
    if (place >= 0) state.page = Math.floor(place / state.size);
  }
  state.page = Math.min(state.page, pages - 1);
  const from = state.page * state.size, part = list.slice(from, from + state.size);
  const heads = columns().map(([key, title, kind]) => {
    const dir = state.sort === key ? (state.down ? 'descending' : 'ascending') : 'none';
    return key ? `<th class="${kind}" aria-sort=${dir}><button type=button id="s-${key}" data-sort=${key}>${title}<span aria-hidden=true>${dir === 'none' ? '' : state.down ? ' ▼' : ' ▲'}</span></button>`
      : `<th class="${kind}">${title}`;
  });
  $('count').textContent = `${number(list.length)} ${t('doanh nghiệp', list.length === 1 ? 'firm' : 'firms')}`
    + (list.length ? ` · ${from + 1}–${from + part.length}` : '');
  $('rows').innerHTML = `<table class=ranking><thead><tr>${heads.join('')}</thead><tbody>${part.map(row).join('')}</tbody></table>`;
  $('pager').innerHTML = `<button type=button id=prev ${state.page ? '' : 'disabled'}>← ${t('Trước', 'Previous')}</button>
    <span>${t('Trang', 'Page')} ${state.page + 1}/${pages}</span>
    <button type=button id=next ${state.page < pages - 1 ? '' : 'disabled'}>${t('Sau', 'Next')} →</button>
    <label>${t('Số dòng', 'Rows')} <select id=size>${[50, 200, 1000, 5000].map(n => `<option ${n === state.size ? 'selected' : ''}>${n}`).join('')}</select></label>`;
}

function tally(list, count, place) {
  const totals = new Array(count).fill(0);
  list.forEach(i => { totals[place(i)]++; });
  return totals;
}

function chips(name, labels, chosen, totals) {
  return labels.map((label, i) => `<button type=button class=facet id="${name}${i}" data-chip=${name} data-value=${i} aria-pressed=${chosen.includes(i)}>${esc(one(label))} <small>${number(totals[i])}</small></button>`).join('');
}

function drawFacets() {
  const outcomeTotals = tally(passing('outcome'), 4, i => firms[i][OUTCOME]);
  const bandTotals = tally(passing('band'), 4, i => current.scores[i].band);
  const selects = data.groups.map((group, g) => {
    const totals = tally(passing('g' + g), group.members.length, i => firms[i][GROUP][g]);
    const options = group.members.map((member, m) => totals[m] || state.groups[g] === m
      ? `<option value=${m} ${state.groups[g] === m ? 'selected' : ''}>${esc(one(member))} (${number(totals[m])})` : '').join('');
    return `<label>${esc(one(group.title))}<select id="g${g}" data-group=${g}><option value=-1>${t('tất cả', 'all')}${options}</select></label>`;
  });
  const reached = passing('rule'), fired = new Array(rules.length).fill(0), unknown = fired.slice();
  reached.forEach(i => { firms[i][FIRED].forEach(r => fired[r]++); firms[i][UNKNOWN].forEach(r => unknown[r]++); });
  const ordered = rules.map((_, r) => r).filter(r => fired[r] + unknown[r] || r === state.rule)
    .sort((a, b) => fired[b] - fired[a] || unknown[b] - unknown[a] || a - b);
  const ruleOptions = ordered.map(r => `<option value=${r} ${state.rule === r ? 'selected' : ''}>${esc(one(rules[r].title))} (${number(fired[r])} + ${number(unknown[r])} ${t('chưa rõ', 'unknown')})`);
  const states = [['', t('kích hoạt hoặc chưa rõ', 'fired or unknown')], ['fires', t('kích hoạt', 'fired')], ['unknown', t('chưa rõ', 'unknown')]];
  $('facets').innerHTML = `<div class=chips role=group aria-label="${t('Đề xuất', 'Outcome')}">${chips('outcomes', words.outcomes, state.outcomes, outcomeTotals)}</div>
    <div class=chips role=group aria-label="${t('Mức', 'Band')}">${chips('bands', words.bands, state.bands, bandTotals)}</div>
    <div class=selects>${selects.join('')}<label class=long>${t('Quy tắc', 'Rule')}<select id=rule><option value=-1>${t('tất cả', 'all')}${ruleOptions.join('')}</select></label>
    <label>${t('Trạng thái', 'State')}<select id=open>${states.map(([v, text]) => `<option value="${v}" ${state.open === v ? 'selected' : ''}>${text}`).join('')}</select></label>
    <button type=button id=clear>${t('Bỏ lọc', 'Clear filters')}</button></div>`;
}

function drawWhatIf() {
  const slider = (id, label, value, real, low, high, attributes) => `<label class=slider><span>${esc(label)}</span>
    <input type=range id="${id}" min=${low} max=${high} value=${value} ${attributes}><output>${value}${value === real ? '' : ` <small>(${t('thật', 'real')} ${real})</small>`}</output></label>`;
  const sum = state.caps.reduce((a, b) => a + b, 0);
  $('sliders').innerHTML = `<p class=note>${t('Kéo để xem danh sách đổi thế nào nếu mức trần lĩnh vực hoặc ngưỡng mức khác đi. Đây là giả định: điểm chính thức, đề xuất và các biểu đồ không đổi.',
    'Move to see how the list would change under other area caps or band limits. It is a what-if: the real scores, outcomes and charts stay.')}</p>
    <div class=columns><div>${areas.map((area, i) => slider('cap' + i, one(area.title), state.caps[i], area.cap, 0, 60, `data-cap=${i}`)).join('')}
    <p class=note>${t('Tổng mức trần', 'Sum of caps')}: <b>${sum}</b>${sum === 100 ? '' : t(' (bộ quy tắc thật luôn là 100)', ' (always 100 in a real pack)')}</p></div>
    <div>${[1, 2, 3].map(i => slider('limit' + i, t('Ngưỡng mức ', 'Limit of ') + one(words.bands[i]), state.limits[i], limits[i], 1, 100, `data-limit=${i}`)).join('')}
    <button type=button id=real>${t('Về mức chính thức', 'Back to the real ones')}</button></div></div>`;
  $('whatiftitle').textContent = t('Giả định: mức trần và ngưỡng khác', 'What if: other caps and limits');
  $('whatifnote').hidden = !isWhatIf();
  $('whatifnote').textContent = t('ĐANG XEM GIẢ ĐỊNH – không phải kết quả chính thức. Điểm, mức và thứ tự tính theo mức trần và ngưỡng đã kéo; cột đề xuất vẫn là của lần chạy thật.',
    'WHAT-IF – not the real result. Scores, bands and order follow the caps and limits set; the outcome column is still that of the real run.')
    + (firms.length < data.firms ? t(' Chỉ xếp lại các doanh nghiệp có trong trang này.', ' Only the firms of this page are ranked again.') : '');
}

/** Draws what depends on the state and keeps the keyboard's place. */
function draw(what) {
  const focus = document.activeElement && document.activeElement.id;
  document.documentElement.lang = state.lang;
  document.querySelectorAll('[data-lang]').forEach(b => b.setAttribute('aria-pressed', b.dataset.lang === state.lang));
  refreshStandings();
  $('q').placeholder = t('Tên hoặc mã số thuế', 'Name or tax code');
  $('qlabel').textContent = t('Tìm', 'Search');
  if (what !== 'rows') { drawFacets(); if (what !== 'sliding') drawWhatIf(); }
  drawResults();
  if (focus && $(focus) && document.activeElement !== $(focus)) $(focus).focus({ preventScroll: true });
}

function change(next, what) {
  Object.assign(state, next);
  if (!('page' in next) && !('firm' in next)) state.page = 0;
  draw(what);
  history.replaceState(null, '', address());
}

function open(key) {
  state.jump = true;
  change({ firm: key });
  state.jump = false;
  const button = $('f' + key);
  if (button) { button.focus({ preventScroll: true }); button.scrollIntoView({ block: 'start' }); }
}

// ---- Events -----------------------------------------------------------------------------------------------------------
$('view').innerHTML = `<details id=whatif><summary id=whatiftitle></summary><div id=sliders></div></details>
  <p id=whatifnote class=warn role=status hidden></p>
  <div class=search><label><span id=qlabel></span> <input type=search id=q autocomplete=off></label>
  <span id=count role=status></span></div><div id=facets></div><div id=rows class=wide></div><div id=pager class=pager></div>`;

document.addEventListener('click', event => {
  const target = event.target.closest('button, a');
  if (!target) return;
  const set = target.dataset;
  if (set.lang) change({ lang: set.lang, page: state.page });
  else if (set.sort) change(set.sort === state.sort ? { down: !state.down } : { sort: set.sort, down: false }, 'rows');
  else if (set.firm) change({ firm: state.firm === set.firm ? '' : set.firm }, 'rows');
  else if (set.chip) {
    const value = Number(set.value), chosen = state[set.chip];
    change({ [set.chip]: chosen.includes(value) ? chosen.filter(v => v !== value) : chosen.concat(value) });
  } else if (target.id === 'prev') change({ page: state.page - 1 }, 'rows');
  else if (target.id === 'next') change({ page: state.page + 1 }, 'rows');
  else if (target.id === 'clear') {
    const blank = fresh();
    $('q').value = '';
    change({ q: '', outcomes: [], bands: [], rule: -1, open: '', groups: blank.groups });
  } else if (target.id === 'real') change({ caps: caps.slice(), limits: limits.slice() });
});
$('q').addEventListener('input', event => change({ q: event.target.value }));
document.addEventListener('change', event => {
  const { id, dataset, value } = event.target;
  if (dataset.group) {
    const groups = state.groups.slice();
    groups[dataset.group] = Number(value);
    change({ groups });
  } else if (id === 'rule') change({ rule: Number(value) });
  else if (id === 'open') change({ open: value });
  else if (id === 'size') change({ size: Number(value), page: 0 }, 'rows');
  else if (dataset.cap || dataset.limit) draw();
});
document.addEventListener('input', event => {
  const { dataset, value } = event.target;
  const name = dataset.cap ? 'caps' : dataset.limit ? 'limits' : '';
  if (!name) return;
  const list = state[name].slice();
  list[dataset.cap || dataset.limit] = Number(value);
  event.target.parentElement.querySelector('output').textContent = value;
  change({ [name]: list }, 'sliding');
  $('whatifnote').hidden = !isWhatIf();
});
window.addEventListener('hashchange', () => {
  if (!readAddress()) return;
  $('q').value = state.q;
  if (state.firm) open(state.firm); else draw();
});

document.documentElement.dataset.first = state.lang;
if (!readAddress()) Object.assign(state, fresh());
$('q').value = state.q;
if (isWhatIf()) $('whatif').open = true;
if (state.firm) open(state.firm); else draw();
// For checks from outside: the what-if as a function, and the words of one firm's reasons.
window.firmrisk = { standings, firms, sentences: i => {
  const [findings, , , list] = details(i), values = {};
  list.forEach(value => { values[value[0]] = value; });
  return findings.filter(found => found[1]).map(found => [rules[found[0]].id, sentence(rules[found[0]], values)]);
} };
})();
