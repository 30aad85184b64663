import { type Keys, type Vault, indexCandidates, signDocument } from '../../access/index.ts'
import { sha256Of } from '../../engine/index.ts'
import {
  type ListEntry,
  type PublishedList,
  type RecipientRow,
  publishList,
  readRecipients,
} from '../../exchange/index.ts'
import { type AreaId, type Issue, type PlainDate, canonicalJson, isError } from '../../kernel/index.ts'
import type { TableFile } from '../../sheets/index.ts'
import {
  type ActorDb,
  type Db,
  type FamilyOfRow,
  copyRows,
  createList,
  findFamiliesOfRows,
} from '../../store/index.ts'
import { type ProgrammeFile, findProgrammeFile } from '../programmes.ts'
import { decisionColumns } from './draft-decision.ts'
import { problems } from './problems.ts'

/** A list of recipients that is in force already, made elsewhere: before the first decision, so that nobody is cut off unseen. */
export type ListToAdopt = {
  readonly listId: string
  readonly file: TableFile
  readonly programme: string
  readonly period: string
  readonly areaId: AreaId
  readonly areaCode: string
  /** The day from which the list has been in force. */
  readonly decisionDate: PlainDate
}

/** What the file says of families that the registry has; a row that means none of them, or several, is an issue. */
export type DraftAdoption = PublishedList & {
  readonly asked: ListToAdopt
  readonly programme: ProgrammeFile
  readonly rows: number
  readonly families: readonly AdoptedFamily[]
  readonly issues: readonly Issue[]
}

type AdoptedFamily = FamilyOfRow & { readonly units: number }

/**
 * Finds the family of each row, by all numbers that the row has: never the first that fits. Nothing is written.
 * @throws Problem `programmeUnknown`
 */
export const draftAdoption =
  (asked: ListToAdopt, tools: { readonly vault: Vault; readonly keys: Keys }) =>
  async (db: Db): Promise<DraftAdoption> => {
    const { programme: code, decisionDate } = asked
    const programme = findProgrammeFile(code, decisionDate)
    if (!programme) throw problems.programmeUnknown({ code, day: decisionDate })
    const { rows, issues } = readRecipients(asked.file)
    const sought = rows.map(({ row, familyKey, kk, nik }) => ({
      row,
      familyKey,
      kkIndexes: indexesOf(tools.vault, 'kk', kk),
      nikIndexes: indexesOf(tools.vault, 'nik', nik),
    }))
    const hits = Map.groupBy(await findFamiliesOfRows(sought, asked.areaId)(db), ({ row }) => row)
    const families = unite(rows.flatMap(({ row }) => onlyOne(hits.get(row) ?? [])))
    const unmatched = rows.flatMap((row) => unmatchedIssue(row, hits.get(row.row)?.length ?? 0))
    return {
      asked,
      programme,
      rows: rows.length + issues.filter(({ where }) => where.row !== undefined).length,
      families,
      issues: [...issues, ...unmatched],
      ...publish(asked, programme, families, tools.keys),
    }
  }

function indexesOf(vault: Vault, kind: 'nik' | 'kk', digits: string): readonly string[] {
  return digits === '' ? [] : indexCandidates(vault, kind, digits).map((index) => index.toString('hex'))
}

function onlyOne(hits: readonly FamilyOfRow[]): readonly FamilyOfRow[] {
  return hits.length === 1 ? hits : []
}

/** A row a person: a family has as many units as rows. */
function unite(found: readonly FamilyOfRow[]): readonly AdoptedFamily[] {
  return [...Map.groupBy(found, ({ familyId }) => familyId).values()].flatMap((rows) =>
    rows.slice(0, 1).map((first) => ({ ...first, units: rows.length })),
  )
}

function unmatchedIssue({ row }: RecipientRow, hits: number): readonly Issue[] {
  if (hits === 1) return []
  const several = hits > 1
  return [
    {
      code: several ? 'recipient_several' : 'recipient_unknown',
      severity: 'error',
      where: { row },
      params: { hits },
      message: several
        ? {
            id: `Nomor pada baris ini menunjuk ${hits} keluarga. Periksa nomor KK dan NIK-nya, atau satukan data gandanya.`,
            en: `The numbers of this row point to ${hits} families. Check its KK and NIK, or merge the duplicates.`,
          }
        : {
            id: 'Tidak ada keluarga dengan nomor ini di wilayah Anda. Impor atau kunjungi keluarganya lebih dahulu.',
            en: 'No family of your area has these numbers. Import or visit the family first.',
          },
    },
  ]
}

const nothing = '0'.repeat(64)

function publish(
  { programme, period, areaCode, decisionDate }: ListToAdopt,
  { file }: ProgrammeFile,
  families: readonly AdoptedFamily[],
  keys: Keys,
): PublishedList {
  const entries = families.map(
    ({ familyId, villageCode, headName }): ListEntry => ({
      familyId,
      villageCode,
      headName,
      standing: 'receives',
      rank: null,
      waitingPosition: null,
      benefitRupiah: null,
      noticeDate: null,
      effectiveDate: null,
    }),
  )
  const facts = {
    programme,
    period,
    areaCode,
    decisionDate,
    snapshotSha256: nothing,
    modelSha256: nothing,
    programmeSha256: sha256Of(canonicalJson(file)),
    nameMask: 'initials',
  } as const
  return publishList(entries, facts, {
    sha256: sha256Of,
    sign: (body) => signDocument(keys.signing.lists[0], 'list', body),
  })
}

/**
 * Writes the list as it was found, signed, so that the next decision compares with it and gives notice to whoever is on
 * it. Rows that mean nobody, or several, stay out; the draft has told them.
 */
export const publishAdoption =
  (
    { asked, programme: { programme }, families, csv, manifest, signature, issues }: DraftAdoption,
    reason: string,
  ) =>
  async (db: ActorDb): Promise<void> => {
    const { listId, areaId, period, decisionDate } = asked
    await createList({
      listId,
      areaId,
      programme: programme.code,
      name: programme.name,
      period,
      decisionDate,
      runId: undefined,
      quota: families.reduce((sum, { units }) => sum + units, 0),
      manifest: { ...manifest },
      csv,
      keyId: signature.kid,
      signature: signature.signature,
      previousListId: undefined,
    })(db)
    const columns = ['list_id', ...decisionColumns.slice(0, 5)]
    await copyRows(
      'programme_decision',
      columns,
      families.map(({ familyId, units }) => [listId, familyId, 'selected', '{on_former_list}', '', units]),
    )(db)
    db.audit({
      action: 'list.adopt',
      subject: listId,
      areaId,
      reason,
      detail: `programme=${programme.code} period=${period} sha256=${manifest.csvSha256} held=${issues.filter(isError).length}`,
    })
  }
