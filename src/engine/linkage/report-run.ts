import type { Issue } from '../../kernel/index.ts'
import {
  type LinkagePlan,
  type Model,
  estimateErrors,
  falsePairsOf,
  weightOfProbability,
} from '../../linkage/index.ts'
import type { TableEngine } from '../table-engine.ts'
import { linkageIssue } from './issues.ts'
import type { Joined } from './join-records.ts'
import { type CountedRule, pairsOf } from './plan-rules.ts'
import type { Prepared } from './prepare.ts'
import type { LinkageReport, RuleReport } from './request.ts'

export type Run = {
  readonly plan: LinkagePlan
  readonly model: Model
  readonly rules: readonly CountedRule[]
  readonly joined: Joined
  readonly prepared: Prepared
  readonly chunks: number
  readonly newRecords: number
  /** Compared columns without any value. */
  readonly emptyColumns: readonly string[]
}

/** False pairs of a record at the settings' population from which a rule is warned of. */
const mostFalsePairs = 3

export async function reportRun(
  db: TableEngine,
  run: Run,
  seconds: Readonly<Record<string, number>>,
): Promise<LinkageReport> {
  const { plan, model, joined, prepared, chunks, newRecords } = run
  const { numbers } = await db.readColumns(
    'select weight, count(*) as count from scored group by weight order by weight',
  )
  const weights = Array.from(numbers('weight'), (weight, row) => ({
    weight,
    count: numbers('count')[row] ?? 0,
  }))
  const from = (probability: number) => {
    const least = weightOfProbability(probability)
    return weights.reduce((sum, { weight, count }) => (weight >= least ? sum + count : sum), 0)
  }
  const errors = estimateErrors(weights, weightOfProbability(plan.settings.sure))
  const rules = run.rules.map((rule, index) => ruleReport(run, rule, index))
  const sure = from(plan.settings.sure)
  return {
    records: prepared.records,
    pairs: pairsOf(run.rules),
    scored: weights.reduce((sum, { count }) => sum + count, 0),
    sure,
    review: from(plan.settings.review) - sure,
    clusters: joined.clusters,
    links: joined.links,
    cut: joined.cut,
    chunks,
    newRecords,
    rules,
    estimated: {
      falseDiscovery: errors.falseDiscovery,
      missedByModel: errors.missed,
      missedByBlocking: 1 - model.matches.candidates / model.matches.all,
    },
    prior: model.prior,
    issues: [...prepared.issues, ...blockIssues(run), ...growthIssues(run, rules), ...teachingIssues(run)],
    seconds,
  }
}

function ruleReport(
  { plan, model, prepared: { records } }: Run,
  counted: CountedRule,
  index: number,
): RuleReport {
  const { rule } = counted.plan
  const matches =
    model.rules.find((each) => each.rule === rule.text)?.matches ?? model.rules[index]?.matches ?? 0
  const falsePairs = (times: number) =>
    falsePairsOf({ pairs: counted.pairs, matches, isLocal: rule.isLocal }, records, times)
  return {
    rule: rule.text,
    pairs: counted.pairs,
    splitBy: counted.splitBy,
    refusedBlocks: counted.refusedBlocks,
    refusedRecords: counted.refusedRecords,
    falsePairs: { now: falsePairs(1), later: falsePairs(Math.max(1, populationOf(plan, records) / records)) },
  }
}

function populationOf({ settings }: LinkagePlan, records: number): number {
  return settings.population ?? records * 10
}

function blockIssues({ plan, rules, prepared }: Run): readonly Issue[] {
  return rules.flatMap(({ plan: { rule }, refusedBlocks, refusedRecords, refusedExample }) => {
    if (refusedBlocks === 0) return []
    const inRight = refusedExample !== undefined && refusedExample >= prepared.leftRecords
    const file = prepared.files[inRight ? 1 : 0]?.file
    const row = (refusedExample ?? 0) - (inRight ? prepared.leftRecords : 0) + 2
    return [
      linkageIssue(
        'block_refused',
        { ...(file === undefined ? {} : { file }), row, column: rule.columns.join(', ') },
        { rule: rule.text, blocks: refusedBlocks, records: refusedRecords, cap: plan.settings.max_block },
        {
          id: 'Aturan "{rule}": {blocks} blok ({records} baris) lebih besar dari {cap} dan tidak dipasangkan; contohnya baris ini. Kosongkan nilai pengganti (placeholder), atau perketat aturannya.',
          en: 'Rule "{rule}": {blocks} blocks ({records} rows) are larger than {cap} and were not paired; this row is of the largest. Empty placeholder values, or make the rule stricter.',
        },
        'warning',
      ),
    ]
  })
}

function growthIssues({ plan, prepared }: Run, rules: readonly RuleReport[]): readonly Issue[] {
  return rules.flatMap(({ rule, falsePairs }, index) =>
    falsePairs.later <= mostFalsePairs || falsePairs.later <= falsePairs.now * 1.5
      ? []
      : [
          linkageIssue(
            'rule_grows',
            { column: `blocking.${index}` },
            {
              rule,
              now: rounded(falsePairs.now),
              later: rounded(falsePairs.later),
              population: populationOf(plan, prepared.records),
            },
            {
              id: 'Aturan "{rule}": {now} pasangan keliru per baris sekarang, sekitar {later} bila ada {population} baris. Tambahkan wilayah atau bagian lain pada aturan itu.',
              en: 'Rule "{rule}": {now} false pairs a row now, about {later} with {population} rows. Add an area or another part to the rule.',
            },
            'warning',
          ),
        ],
  )
}

function rounded(value: number): number {
  return Number(value.toPrecision(2))
}

/** Columns that hold nothing, and those of which the data could teach nothing. */
function teachingIssues({ model, emptyColumns }: Run): readonly Issue[] {
  return model.comparisons.flatMap(({ column, trainedBy }, index) => {
    const where = { column: `comparisons.${index}` }
    if (emptyColumns.includes(column))
      return [linkageIssue('column_empty', where, { column }, emptyText, 'warning')]
    return trainedBy.length > 0
      ? []
      : [linkageIssue('comparison_untaught', where, { column }, untaughtText, 'warning')]
  })
}

const emptyText = {
  id: 'Kolom "{column}" kosong di semua baris: tidak ada bukti darinya. Periksa berkas atau hapus dari pengaturan.',
  en: 'Column "{column}" is empty in all rows: it gives no evidence. Check the file, or leave it out of the settings.',
}
const untaughtText = {
  id: 'Kolom "{column}": m tidak dapat dipelajari karena setiap aturan menetapkannya; dipakai nilai baku. Tambahkan aturan tanpa kolom itu.',
  en: 'Column "{column}": m could not be learnt, for every rule fixes it; the default is used. Add a rule without it.',
}
