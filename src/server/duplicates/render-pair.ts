import { linkageRunReportSchema } from '../../cycle/index.ts'
import { explainPair } from '../../engine/index.ts'
import type { PersonId } from '../../kernel/index.ts'
import { branded } from '../../kernel/index.ts'
import { type DuplicateReasonCode, duplicateReasons, probabilityOf } from '../../linkage/index.ts'
import {
  type Db,
  type DuplicatePair as PairRow,
  findAreaPaths,
  findHomeOf,
  findLinkageRun,
  findNames,
  haveTwoVerifiedNiks,
  listJudgements,
} from '../../store/index.ts'
import { asKnown } from '../changes/as-of.ts'
import type { DuplicatePair, PairBrief, PairSide } from '../contract/duplicate.ts'
import { type FamilyPageTools, readFamilyPage } from '../family/read-family-page.ts'
import type { PlainDate } from '../../kernel/index.ts'

/** Pairs as a list shows them. */
export const renderPairs =
  (rows: readonly PairRow[]) =>
  async (db: Db): Promise<PairBrief[]> => {
    const names = await findNames(rows.flatMap(({ personA, personB }) => [personA, personB]))(db)
    const paths = await findAreaPaths(rows.flatMap(({ villageA, villageB }) => [villageA, villageB]))(db)
    return rows.map((row) => ({
      ...headOf(row),
      a: {
        personId: row.personA,
        name: names.get(row.personA) ?? '',
        village: [...(paths.get(row.villageA) ?? [])],
      },
      b: {
        personId: row.personB,
        name: names.get(row.personB) ?? '',
        village: [...(paths.get(row.villageB) ?? [])],
      },
    }))
  }

function headOf({ pairId, tier, reason, state, mine }: PairRow) {
  return { pairId, tier, reason: reasonText(reason), state, mine }
}

function reasonText(code: string) {
  return isReason(code) ? duplicateReasons[code].text : { id: code, en: code }
}

function isReason(code: string): code is DuplicateReasonCode {
  return code in duplicateReasons
}

/** Both persons with their families, why the model thinks what it does, and the answers that the asker may see. */
export const renderPair =
  (row: PairRow, day: PlainDate, tools: FamilyPageTools) =>
  async (db: Db): Promise<DuplicatePair> => {
    const run = await findLinkageRun(row.runId)(db)
    if (!run) throw new Error(`pair ${row.pairId} names a run that cannot be seen`)
    const { thresholds } = linkageRunReportSchema.parse(run.report)
    const evidence = explainPair(row, run)
    const sides = []
    for (const id of [row.personA, row.personB]) sides.push(await readSide(id, day, tools)(db))
    return {
      ...headOf(row),
      sides,
      evidence: evidence.map(({ weight, ...piece }) => ({ ...piece, bits: weight / 1000 })),
      total: row.weight / 1000,
      probability: probabilityOf(row.weight),
      thresholds: { sure: thresholds.sure / 1000, review: thresholds.review / 1000 },
      reviewers: row.tier === 'review' ? run.reviewers : 1,
      judgements: (await listJudgements(row.pairId)(db)).map(({ place: _, ...judgement }) => judgement),
      twoNiks: await haveTwoVerifiedNiks(row.personA, row.personB)(db),
    }
  }

const readSide =
  (personId: PersonId, day: PlainDate, tools: FamilyPageTools) =>
  async (db: Db): Promise<PairSide> => {
    const familyId = await findHomeOf(personId)(db)
    const family =
      familyId === undefined ? undefined : await readFamilyPage(branded(familyId), asKnown(day), tools)(db)
    const member = family?.members.find((each) => each.personId === personId)
    const newest = member?.facts.find(({ variable }) => variable === 'name')
    return {
      personId,
      familyId: familyId ?? null,
      name: member?.name ?? '',
      relation: member?.relation ?? '',
      sex: member?.sex ?? null,
      birthDate: member?.birthDate ?? null,
      nikMasked: member?.nikMasked ?? null,
      nikStatus: member?.nikStatus ?? 'none',
      kkMasked: family?.kkMasked ?? null,
      village: family?.place.path ?? [],
      address: family?.place.address ?? null,
      observedOn: newest?.observedOn ?? null,
      source: newest?.source ?? null,
      others: (family?.members ?? []).flatMap(({ personId: id, name, relation, status }) =>
        id === personId || status !== 'alive' ? [] : [{ name, relation }],
      ),
      facts: (member?.facts ?? []).flatMap(({ variable, label, value, valueLabel }) =>
        value === null || shownApart.has(variable)
          ? []
          : [{ variable, label, value: String(value), valueLabel }],
      ),
    }
  }

const shownApart = new Set(['nik', 'name', 'birth_date', 'sex', 'relation'])
