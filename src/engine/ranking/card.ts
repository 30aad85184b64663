import {
  type Chart,
  areaMap,
  calibrationChart,
  errorChart,
  lorenzChart,
  quotaChart,
} from '../../charts/index.ts'
import type { Language, Message } from '../../kernel/index.ts'
import { type EvaluationReport, type Model, groupLabel } from '../../ranking/index.ts'
import { drawChart } from '../charts/index.ts'
import { type AreaFile, missedByArea } from './area-file.ts'
import { cardTexts as texts } from './card-texts.ts'

export type CardRequest = {
  readonly model: Model
  readonly modelSha256: string
  /** What `evaluate` wrote on the same survey. */
  readonly evaluation: EvaluationReport | undefined
  readonly language: Language
  /** Boundaries whose features have the district's code in `code` and its name in `name`. */
  readonly areas?: AreaFile | undefined
}

/** A model's card as one HTML document that needs nothing else: identity, accuracy, whom it misses, variables, limits. */
export function renderCard(request: CardRequest): string {
  const { model, language } = request
  const say = (text: Message) => escaped(text[language])
  const sections = [
    identity(request),
    accuracy(request),
    fairness(request),
    districts(request),
    stages(request),
    compared(request),
    variables(request),
    section(say(texts.limits), `<p>${say(texts.limitsText)}</p>`),
  ]
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${say(texts.title)}: ${escaped(model.spec.name)}</title><style>${style}</style></head>
<body><header><p class="kind">${say(texts.title)}</p><h1>${escaped(model.spec.name)}</h1><p class="lead">${say(texts.what)}</p></header>
${sections.join('\n')}
</body></html>
`
}

/** The charts of a card by file name, each an SVG of its own. */
export function cardCharts({ model, language, areas }: CardRequest): Readonly<Record<string, string>> {
  const charts = { ...chartsOf(model, language), ...(areas ? { map: mapOf(model, areas, language) } : {}) }
  return Object.fromEntries(Object.entries(charts).map(([name, chart]) => [`${name}.svg`, drawChart(chart)]))
}

function chartsOf(
  { validation }: Model,
  language: Language,
): Readonly<Record<'quota' | 'calibration' | 'lorenz' | 'groups', Chart>> {
  const missed = texts.missed[language]
  return {
    quota: quotaChart(validation.errors, language),
    calibration: calibrationChart(validation.calibration, language),
    lorenz: lorenzChart(validation.lorenz, language),
    groups: errorChart(
      errorsBy(validation, (by) => by !== 'district', language),
      { language, label: missed, ...overallOf(validation) },
    ),
  }
}

function identity({ model, modelSha256, language }: CardRequest): string {
  const { trainedOn, penalties, attention, spec, codeVersion, codeSha256 } = model
  const rows = [
    [texts.model, hash(modelSha256)],
    [texts.data, hash(trainedOn.dataSha256)],
    [texts.code, `${escaped(codeVersion)} · ${hash(codeSha256)}`],
    [texts.households, whole(trainedOn.households, language)],
    [texts.psus, whole(trainedOn.psus, language)],
    [texts.folds, `${trainedOn.folds} (${trainedOn.foldSeed})`],
    [texts.unit, escaped(texts.units[spec.unit][language])],
    [texts.penalties, `${penalties.ridge} · ${penalties.intercept} · ${penalties.slope}`],
    [texts.attention, String(attention)],
  ] as const
  const body = rows.map(
    ([label, value]) => `<tr><th scope="row">${escaped(label[language])}</th><td>${value}</td></tr>`,
  )
  return section(texts.identity[language], `<table class="facts">${body.join('')}</table>`)
}

function accuracy({ model, language }: CardRequest): string {
  const { validation } = model
  const { quota, calibration, lorenz } = chartsOf(model, language)
  const figures = `<p class="figures"><span><b>${decimal(validation.r2, language)}</b> ${escaped(texts.r2[language])}</span>
<span><b>${decimal(validation.spearman, language)}</b> ${escaped(texts.spearman[language])}</span></p>`
  return section(
    texts.accuracy[language],
    `<p>${escaped(texts.accuracyHint[language])}</p>${figures}
${figure(texts.quota, quota, language, texts.quotaHint[language])}
${figure(texts.calibration, calibration, language)}${figure(texts.lorenz, lorenz, language)}`,
  )
}

function fairness({ model, language }: CardRequest): string {
  const { validation } = model
  const hint = texts.groupsHint[language].replace('{quota}', percent(validation.quota, language))
  const groups = validation.groups.filter(({ by }) => by !== 'district')
  const rows = groups.map(
    ({ by, group, households, poor, selected, exclusion, exclusionSe }) =>
      `<tr><th scope="row">${escaped(groupLabel(by, group)[language])}</th>${[
        whole(households, language),
        percent(poor, language),
        percent(selected, language),
        exclusion === null
          ? '–'
          : `${percent(exclusion, language)} ± ${percent(1.96 * (exclusionSe ?? 0), language)}`,
      ]
        .map((cell) => `<td>${cell}</td>`)
        .join('')}</tr>`,
  )
  const heads = [texts.group, texts.households, texts.poorShare, texts.selectedShare, texts.missed]
  return section(
    texts.groups[language],
    `<p>${escaped(hint)}</p>${drawn(chartsOf(model, language).groups)}${table(heads, rows, language)}`,
  )
}

function districts({ model, language, areas }: CardRequest): string {
  const errors = errorsBy(model.validation, (by) => by === 'district', language)
  if (errors.length === 0) return ''
  const worst = errors
    .toSorted((a, b) => b.value - a.value || (a.name < b.name ? -1 : 1))
    .slice(0, mostDistricts)
  const label = texts.missed[language]
  const chart = errorChart(worst, { language, label, ...overallOf(model.validation) })
  const map = areas ? figure(texts.map, mapOf(model, areas, language), language) : ''
  return section(texts.districts[language], `${map}${drawn(chart)}`)
}

/** Of a nation's 514 those with the largest errors are drawn. */
const mostDistricts = 30

function mapOf(model: Model, areas: AreaFile, language: Language): Chart {
  return areaMap(missedByArea(model, areas), { language, label: texts.missed[language] })
}

/** Whether trees follow the linear score, and what they gained on left-out households. */
function stages({ model, language }: CardRequest): string {
  const { spec, trees, stages: found } = model
  const verdict =
    trees.length > 0 ? texts.treesKept : spec.trees === 'never' ? texts.treesNever : texts.treesNotKept
  const rows = Object.entries(found ?? {}).map(
    ([name, { difference, se }]) =>
      `<tr><th scope="row">${name.slice(3)}%</th><td>${signed(difference, language)} ± ${percent(1.96 * se, language)}</td></tr>`,
  )
  const told = verdict[language].replace('{count}', String(trees.length))
  return section(
    texts.stages[language],
    `<p>${escaped(told)}</p>${rows.length === 0 ? '' : table([texts.missed, texts.differenceOfTrees], rows, language)}`,
  )
}

function compared({ evaluation, language }: CardRequest): string {
  if (!evaluation) return ''
  const rows = evaluation.models.map(({ name, r2, err, se, paired }) => {
    const against = paired['official']?.err40
    const cells = [
      decimal(r2, language),
      `${percent(err[20], language)} ± ${percent(1.96 * se.err20, language)}`,
      `${percent(err[40], language)} ± ${percent(1.96 * se.err40, language)}`,
      against ? `${signed(against.difference, language)} ± ${percent(1.96 * against.se, language)}` : '–',
    ]
    return `<tr><th scope="row">${escaped(name)}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`
  })
  const at = (share: string): Message => ({
    id: `${texts.missed.id}, ${share}`,
    en: `${texts.missed.en}, ${share}`,
  })
  const heads = [texts.name, texts.r2, at('20%'), at('40%'), texts.difference]
  return section(
    texts.compared[language],
    `<p>${escaped(texts.comparedHint[language])}</p>${table(heads, rows, language)}`,
  )
}

function variables({ model, language }: CardRequest): string {
  const rows = model.features.map(({ label }, index) => {
    const place = index + 1
    const se = Math.sqrt(model.covariance[(place * (place + 1)) / 2 + place] ?? 0)
    const cells = [decimal(model.national.coefficients[place] ?? 0, language, 4), decimal(se, language, 4)]
    return `<tr><th scope="row">${escaped(label[language])}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`
  })
  const heads = [texts.variable, texts.coefficient, texts.se]
  return section(
    texts.variables[language],
    `<p>${escaped(texts.variablesHint[language])}</p>${table(heads, rows, language)}`,
  )
}

function errorsBy({ groups }: Model['validation'], wanted: (by: string) => boolean, language: Language) {
  return groups.flatMap(({ by, group, exclusion, exclusionSe }) =>
    wanted(by) && exclusion !== null
      ? [{ name: groupLabel(by, group)[language], value: exclusion, se: exclusionSe ?? 0 }]
      : [],
  )
}

function overallOf({ errors, quota }: Model['validation']): { readonly overall?: number } {
  const overall = errors.find((each) => each.quota === quota)
  return overall ? { overall: overall.value } : {}
}

function section(title: string, body: string): string {
  return `<section><h2>${escaped(title)}</h2>${body}</section>`
}

function figure(title: Message, chart: Chart, language: Language, hint = ''): string {
  return `<figure><figcaption><b>${escaped(title[language])}</b> ${escaped(hint)}</figcaption>${drawn(chart)}</figure>`
}

function drawn(chart: Chart): string {
  return `<div class="drawing">${drawChart(chart)}</div>`
}

function table(heads: readonly Message[], rows: readonly string[], language: Language): string {
  const cells = heads.map((head) => `<th scope="col">${escaped(head[language])}</th>`)
  return `<table class="figures"><thead><tr>${cells.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`
}

function hash(text: string): string {
  return `<code>${escaped(text)}</code>`
}

function whole(value: number, language: Language): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, language === 'id' ? '.' : ',')
}

function decimal(value: number, language: Language, digits = 3): string {
  const text = value.toFixed(digits)
  return language === 'id' ? text.replace('.', ',') : text
}

function percent(share: number, language: Language): string {
  return `${decimal(100 * share, language, 1)}%`
}

function signed(share: number, language: Language): string {
  return `${share > 0 ? '+' : share < 0 ? '−' : ''}${percent(Math.abs(share), language)}`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

const style = `
body { font: 14px/1.5 "Plus Jakarta Sans Variable", "Noto Sans", system-ui, sans-serif; color: #1d1a17; background: #fff; max-width: 46rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .5rem; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; padding-top: .75rem; border-top: 2px solid #12615f; }
.kind { color: #12615f; font-weight: 700; margin: 0; } .lead { color: #61574e; }
table { border-collapse: collapse; width: 100%; font-size: .9em; } th { text-align: start; font-weight: 500; } td { font-variant-numeric: tabular-nums; }
th, td { padding: .3rem .6rem .3rem 0; border-bottom: 1px solid #e5dccc; vertical-align: top; }
table.figures td, table.figures thead th + th { text-align: end; } thead th { color: #61574e; font-weight: 700; }
code { font-size: .8em; word-break: break-all; } figure { margin: 1rem 0; break-inside: avoid; } figcaption { margin-bottom: .3rem; }
p.figures { display: flex; gap: 2rem; } p.figures b { font-size: 1.3rem; } .drawing svg { max-width: 100%; height: auto; font-family: inherit; } tr { break-inside: avoid; }
`
