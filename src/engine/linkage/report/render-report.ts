import { evidenceChart, thresholdChart, waterfallChart, weightHistogram } from '../../../charts/index.ts'
import type { Language } from '../../../kernel/index.ts'
import { drawChart } from '../../charts/index.ts'
import type { LinkEvaluation } from '../evaluate/evaluate-links.ts'
import type { RunReport, ToldPair } from './read-report.ts'
import { reportTexts } from './report-texts.ts'

/** A run of linkage as one HTML document that needs nothing beside it: figures, charts, and pairs told piece by piece. */
export function renderLinkReport(
  report: RunReport,
  evaluation: LinkEvaluation | undefined,
  language: Language,
): string {
  const text = reportTexts[language]
  const sections = [
    section(text.summary, summaryTable(report, language)),
    ...(evaluation === undefined
      ? []
      : [section(text.evaluation, evaluationPart(evaluation, report, language))]),
    section(
      text.pairs,
      `<p>${text.pairsNote}</p>${drawChart(weightHistogram(report.bins, report.thresholds, language))}`,
    ),
    section(text.rules, rulesTable(report, language)),
    section(text.weights, `<p>${text.weightsNote}</p>${weightCharts(report, language)}`),
    section(
      text.told,
      `<p>${text.toldNote}</p>${report.told.map((pair) => toldPair(pair, language)).join('')}`,
    ),
  ]
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${text.title}</title>
<style>${style}</style></head><body>
<h1>${text.title}</h1><p>${report.files.map(escape).join(' ↔ ')}</p>
${sections.join('\n')}
</body></html>
`
}

function section(title: string, body: string): string {
  return `<section><h2>${title}</h2>${body}</section>`
}

function summaryTable({ run, model }: RunReport, language: Language): string {
  const text = reportTexts[language]
  const whole = wholeIn(language)
  const percent = percentIn(language)
  return table(
    [],
    [
      [text.records, whole(run.records)],
      [text.candidates, whole(run.pairs)],
      [text.sure, whole(run.sure)],
      [text.review, whole(run.review)],
      [text.clusters, whole(run.clusters)],
      [text.cut, whole(run.cut)],
      [text.falseDiscovery, percent(run.estimated.falseDiscovery)],
      [text.missedByModel, percent(run.estimated.missedByModel)],
      [text.missedByBlocking, percent(run.estimated.missedByBlocking)],
      [text.prior, `1 : ${whole(Math.round(1 / model.prior))}`],
    ],
  )
}

function evaluationPart(evaluation: LinkEvaluation, { thresholds }: RunReport, language: Language): string {
  const text = reportTexts[language]
  const percent = percentIn(language)
  const row = (name: string, { precision, recall, f1 }: LinkEvaluation['pairs']) => [
    name,
    percent(precision),
    percent(recall),
    percent(f1),
  ]
  const rows = [
    row(text.atThreshold, evaluation.pairs),
    row(text.byClusters, evaluation.clusters),
    row(text.atBest, evaluation.best),
  ]
  const points = evaluation.curve.map(({ weight, precision, recall, f1 }) => ({
    bits: weight / 1000,
    precision,
    recall,
    f1,
  }))
  const chart = points.length > 1 ? drawChart(thresholdChart(points, thresholds.sure, language)) : ''
  return table(['', text.precision, text.recall, 'F1'], rows) + chart
}

function rulesTable({ run }: RunReport, language: Language): string {
  const text = reportTexts[language]
  const whole = wholeIn(language)
  const rows = run.rules.map(({ rule, pairs, refusedRecords, falsePairs }) => [
    rule,
    whole(pairs),
    whole(refusedRecords),
    falsePairs.now.toPrecision(2),
    falsePairs.later.toPrecision(2),
  ])
  return table([text.rule, text.pairCount, text.refused, text.falseNow, text.falseLater], rows)
}

function weightCharts({ model }: RunReport, language: Language): string {
  return model.comparisons
    .map(({ column, levels, m, u }) => {
      const evidence = levels.flatMap((name, level) =>
        level === 0 ? [] : [{ name, bits: Math.log2((m[level] ?? 1) / (u[level] ?? 1)) }],
      )
      return `<figure><figcaption>${escape(column)}</figcaption>${drawChart(evidenceChart(evidence.toReversed(), language))}</figure>`
    })
    .join('')
}

function toldPair({ left, right, probability, steps }: ToldPair, language: Language): string {
  const named = steps.map(({ name, bits }) => ({ name: reportTexts[language].pieces[name] ?? name, bits }))
  return `<figure><figcaption>${escape(left)} ↔ ${escape(right)}, ${percentIn(language)(probability)}</figcaption>${drawChart(waterfallChart(named, language))}</figure>`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[], tag: string) =>
    row.map((cell, index) => `<${tag}${index > 0 ? ' class="n"' : ''}>${escape(cell)}</${tag}>`).join('')
  const heading = head.length === 0 ? '' : `<thead><tr>${cells(head, 'th')}</tr></thead>`
  return `<div class="scroll"><table>${heading}<tbody>${rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('')}</tbody></table></div>`
}

function wholeIn(language: Language): (value: number) => string {
  return (value) => value.toLocaleString(language === 'id' ? 'id-ID' : 'en-GB')
}

function percentIn(language: Language): (share: number) => string {
  return (share) =>
    `${(share * 100).toLocaleString(language === 'id' ? 'id-ID' : 'en-GB', { maximumFractionDigits: 2 })}%`
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

const style = `
body { font: 16px/1.5 "Plus Jakarta Sans Variable", system-ui, sans-serif; color: #1d1a17; max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.6rem } h2 { font-size: 1.15rem; margin-top: 2.2rem }
.scroll { overflow-x: auto } table { border-collapse: collapse; width: 100% }
td, th { padding: .35rem .6rem; border-bottom: 1px solid #e5dccc; text-align: left; vertical-align: top }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
figure { margin: 1.2rem 0; break-inside: avoid } figcaption { font-weight: 600 } svg { max-width: 100%; height: auto }`
