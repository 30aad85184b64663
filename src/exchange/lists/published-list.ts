import { z } from 'zod'
import { type Issue, type Json, type PlainDate, plainDateSchema } from '../../kernel/index.ts'
import { csvLine } from '../../sheets/index.ts'
import { type ListEntry, type Standing, standings } from './list-entry.ts'
import { type NameMask, maskName, nameMasks } from './mask-name.ts'

/** Lower-case hexadecimal SHA-256 of a text in UTF-8. */
export type Sha256 = (text: string) => string

export type ListSignature = { readonly kid: string; readonly signature: string }

/** Signs, and checks a signature of, the canonical JSON of a manifest; the keys are the caller's. */
export type SignManifest = (manifest: Json) => ListSignature
export type IsSigned = (manifest: Json, signature: ListSignature) => boolean

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/)

/** What a list is of and comes from: with the file's own hash, all that is needed to rebuild and to check it. */
const factsShape = {
  programme: z.string(),
  /** As people say it: `2026-T2`, `April 2026`. */
  period: z.string(),
  /** Kemendagri code of the area listed, or `ID`. */
  areaCode: z.string(),
  decisionDate: plainDateSchema,
  snapshotSha256: sha256Schema,
  modelSha256: sha256Schema,
  /** Of the canonical JSON of the programme's file. */
  programmeSha256: sha256Schema,
  nameMask: z.enum(nameMasks),
  /** Of the file of the list before, if there was one. */
  previousCsvSha256: sha256Schema.optional(),
}

export const manifestSchema = z.strictObject({
  document: z.literal('mutakhir-list-1'),
  ...factsShape,
  counts: z.record(z.enum(standings), z.number().int().nonnegative()),
  csvSha256: sha256Schema,
})

export type ListManifest = Readonly<z.infer<typeof manifestSchema>>
export type ListFacts = Omit<ListManifest, 'document' | 'counts' | 'csvSha256'>

export type PublishedList = {
  readonly csv: string
  readonly manifest: ListManifest
  readonly signature: ListSignature
}

/**
 * A list as it is published: the same entries, in whatever order, give the same bytes. One list is one area's (a regency
 * at most), so it fits in memory.
 */
export function publishList(
  entries: readonly ListEntry[],
  facts: ListFacts,
  { sha256, sign }: { readonly sha256: Sha256; readonly sign: SignManifest },
): PublishedList {
  const csv = renderList(entries, facts.nameMask)
  const counts = { receives: 0, notice: 0, waiting: 0 }
  for (const { standing } of entries) counts[standing]++
  const manifest: ListManifest = { document: 'mutakhir-list-1', ...facts, counts, csvSha256: sha256(csv) }
  return { csv, manifest, signature: sign(manifest) }
}

/** Canonical CSV (RFC 4180, UTF-8): fixed columns, ordered by village and family. Neither NIK nor KK number is in it. */
export function renderList(entries: readonly ListEntry[], mask: NameMask): string {
  const lines = entries
    .toSorted(byVillageAndFamily)
    .map((entry) => csvLine(columns.map(({ cell }) => cell(entry, mask))))
  return csvLine(columns.map(({ name }) => name)) + lines.join('')
}

/** By code unit, as the database's `C` collation and every engine's default do. */
export function byVillageAndFamily(a: ListKey, b: ListKey): number {
  const [left, right] = [`${a.villageCode} ${a.familyId}`, `${b.villageCode} ${b.familyId}`]
  return left < right ? -1 : left > right ? 1 : 0
}

type ListKey = Pick<ListEntry, 'villageCode' | 'familyId'>

type Column = {
  readonly name: string
  readonly cell: (entry: ListEntry, mask: NameMask) => string | number | undefined
}

const columns: readonly Column[] = [
  { name: 'village_code', cell: ({ villageCode }) => villageCode },
  { name: 'family_id', cell: ({ familyId }) => familyId },
  { name: 'head_name', cell: ({ headName }, mask) => maskName(headName ?? '', mask) },
  { name: 'standing', cell: ({ standing }): Standing => standing },
  { name: 'rank', cell: ({ rank }) => rank ?? undefined },
  { name: 'waiting_position', cell: ({ waitingPosition }) => waitingPosition ?? undefined },
  { name: 'benefit_rupiah', cell: ({ benefitRupiah }) => benefitRupiah ?? undefined },
  { name: 'notice_date', cell: ({ noticeDate }): PlainDate | undefined => noticeDate ?? undefined },
  { name: 'effective_date', cell: ({ effectiveDate }): PlainDate | undefined => effectiveDate ?? undefined },
]

/** What is wrong with a list as received: the signature is not the publisher's, or the file is not the one signed. */
export function checkList(
  { csv, manifest, signature }: PublishedList,
  { sha256, isSigned }: { readonly sha256: Sha256; readonly isSigned: IsSigned },
): readonly Issue[] {
  const found = sha256(csv)
  return [
    ...(isSigned(manifest, signature) ? [] : [notSigned(signature)]),
    ...(found === manifest.csvSha256 ? [] : [fileChanged(manifest.csvSha256, found)]),
  ]
}

function notSigned({ kid }: ListSignature): Issue {
  return {
    code: 'list_not_signed',
    severity: 'error',
    where: {},
    params: { kid },
    message: {
      id: 'Tanda tangan daftar ini tidak sah: manifesnya berubah, atau kuncinya bukan milik penerbit.',
      en: 'The signature of this list is not valid: its manifest was changed, or the key is not the publisher’s.',
    },
  }
}

function fileChanged(expected: string, found: string): Issue {
  return {
    code: 'list_file_changed',
    severity: 'error',
    where: {},
    params: { expected, found },
    message: {
      id: 'Isi berkas daftar berbeda dari yang diterbitkan. Unduh ulang dari penerbitnya.',
      en: 'The file of the list differs from the one published. Download it anew from its publisher.',
    },
  }
}
