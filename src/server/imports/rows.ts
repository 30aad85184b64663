import { type Vault, factPlace, renderMasked } from '../../access/index.ts'
import type { BatchId, PlainDate } from '../../kernel/index.ts'
import { type Codebook, type Level, findVariable } from '../../questionnaire/index.ts'
import {
  type Db,
  type Paged,
  type Saying,
  type StagedCandidate,
  type StagedIssue,
  type StagedRowRead,
  findNumberSayings,
  findSayings,
  listCandidates,
  listIssues,
} from '../../store/index.ts'
import { asKnown } from '../changes/as-of.ts'
import type { Candidate, ImportRow } from '../contract/import.ts'
import { valueText } from '../family/value-label.ts'

export type RowTools = {
  readonly codebook: Codebook
  readonly vault: Vault
  readonly listDate: PlainDate
  readonly today: PlainDate
}

type Facts = Saying['facts']

/** Staged rows with what was found in them, what they would change, and whom they may mean. */
export const readRowPage =
  (batchId: BatchId, { items, total }: Paged<StagedRowRead>, tools: RowTools) =>
  async (db: Db): Promise<Paged<ImportRow>> => {
    const rows = items.map(({ row }) => row)
    const [issues, candidates] = [
      await listIssues(batchId, rows)(db),
      await readCandidates(batchId, rows, tools)(db),
    ]
    const changing = items.filter(({ outcome }) => outcome === 'change')
    const known = {
      person: await readKnown(
        'person',
        changing.flatMap(({ personId }) => personId ?? []),
        tools,
      )(db),
      family: await readKnown(
        'family',
        changing.flatMap(({ familyId, leads }) => (leads && familyId ? familyId : [])),
        tools,
      )(db),
    }
    return {
      total,
      items: items.map((row) => ({
        row: row.row,
        outcome: row.outcome,
        familyLabel: row.familyKey,
        name: String(row.facts['name'] ?? ''),
        nikMasked: row.nikMasked || null,
        villageName: row.village,
        cells: cellsOf(row, tools.codebook),
        issues: issues.filter((issue) => issue.row === row.row).map(renderIssue),
        changes: row.outcome === 'change' ? changesOf(row, known, tools.codebook) : [],
        candidates: candidates
          .filter((candidate) => candidate.row === row.row)
          .map(({ row: _, ...candidate }) => candidate),
        resolution:
          row.decision === null
            ? null
            : { decision: row.decision, personId: row.decidedPersonId, reason: row.decidedReason },
      })),
    }
  }

function cellsOf({ facts }: StagedRowRead, codebook: Codebook): ImportRow['cells'] {
  return Object.entries(facts).map(([name, value]) => {
    const variable = findVariable(codebook, 'person', name) ?? findVariable(codebook, 'family', name)
    const [label, code] = [variable?.label ?? { id: name, en: name }, String(value)]
    return { variable: name, label, code, value: variable ? valueText(variable, value) : null }
  })
}

export function renderIssue({
  row,
  column,
  code,
  severity,
  params,
  id,
  en,
}: StagedIssue): ImportRow['issues'][number] {
  const where = { ...(row === null ? {} : { row }), ...(column === '' ? {} : { column }) }
  return { code, severity, where, params, message: { id, en } }
}

type Known = Readonly<Record<Level, ReadonlyMap<string, Facts>>>

/** What was known on the day of the list, by person or family. */
const readKnown =
  (level: Level, ids: readonly string[], { codebook, listDate }: RowTools) =>
  async (db: Db): Promise<ReadonlyMap<string, Facts>> => {
    const known = new Map<string, Facts>()
    for (const { id, facts } of await findSayings(codebook, level, ids, asKnown(listDate))(db))
      known.set(id, { ...known.get(id), ...facts })
    return known
  }

function changesOf(
  { facts, personId, familyId, leads }: StagedRowRead,
  known: Known,
  codebook: Codebook,
): ImportRow['changes'] {
  const before = {
    person: known.person.get(personId ?? '') ?? {},
    family: known.family.get(familyId ?? '') ?? {},
  }
  return (['person', 'family'] as const).flatMap((level) =>
    Object.entries(facts).flatMap(([name, value]) => {
      const variable = findVariable(codebook, level, name)
      const old = before[level][name]
      if (!variable || old === value || (level === 'family' && !leads)) return []
      return [
        {
          variable: name,
          label: variable.label,
          before: old === undefined ? null : valueText(variable, old),
          after: valueText(variable, value),
        },
      ]
    }),
  )
}

const readCandidates =
  (batchId: BatchId, rows: readonly number[], tools: RowTools) =>
  async (db: Db): Promise<readonly (Candidate & { readonly row: number })[]> => {
    const found = await listCandidates(batchId, rows)(db)
    const ids = [...new Set(found.map(({ personId }) => personId))]
    const facts = await readKnown('person', ids, { ...tools, listDate: tools.today })(db)
    const numbers = new Map(
      (await findNumberSayings('person', ids, asKnown(tools.today))(db)).map((saying) => [
        saying.ownerId,
        saying,
      ]),
    )
    return found.map((candidate) => {
      const [known, number] = [facts.get(candidate.personId) ?? {}, numbers.get(candidate.personId)]
      return {
        row: candidate.row,
        personId: candidate.personId,
        familyId: candidate.familyId,
        name: String(known['name'] ?? ''),
        birthDate: known['birth_date'] === undefined ? null : String(known['birth_date']),
        nikMasked: number?.cipher
          ? renderMasked(tools.vault, factPlace({ column: 'nik', rowId: number.storedId }), number.cipher)
          : null,
        village: candidate.village,
        agreements: agreementsOf(candidate),
      }
    })
  }

function agreementsOf({ agrees, differs, foundBy }: StagedCandidate): Candidate['agreements'] {
  const compared = ['name', 'birth_date', 'sex', 'village'].map((field) => ({
    field,
    agrees: agrees.includes(field) ? true : differs.includes(field) ? false : null,
  }))
  return [{ field: 'nik', agrees: foundBy.includes('nik') ? true : null }, ...compared]
}
