import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type Message, fill } from '../kernel/index.ts'

/** SHA-256 in hexadecimal. */
export const hashSchema = z.string().regex(/^[0-9a-f]{64}$/)

/** An entry of the audit as it stands in the database, hashes in hexadecimal. */
export const chainEntrySchema = z.strictObject({
  seq: z.int().positive(),
  /** ISO 8601, UTC, milliseconds. */
  at: z.iso.datetime({ precision: 3 }),
  accountId: z.uuid().nullable(),
  role: z.string(),
  action: z.string(),
  subject: z.string(),
  areaId: z.int().nullable(),
  reason: z.string(),
  detail: z.string(),
  previous: hashSchema,
  hash: hashSchema,
})
export type ChainEntry = z.infer<typeof chainEntrySchema>

/** The last entry of a chain, or of its part up to here. */
export type ChainHead = { readonly seq: number; readonly hash: string }

/** Before the first entry. */
export const genesis: ChainHead = { seq: 0, hash: createHash('sha256').update('mutakhir').digest('hex') }

const faultTexts = {
  edited: {
    id: 'Entri {seq} telah diubah: isinya tidak cocok dengan hash-nya.',
    en: 'Entry {seq} was edited: what it says does not match its hash.',
  },
  missing: {
    id: 'Entri {seq} tidak ada: telah dihapus.',
    en: 'Entry {seq} is missing: it was deleted.',
  },
  unlinked: {
    id: 'Entri {seq} tidak menyambung pada entri sebelumnya: ada entri yang disisipkan, dihapus, atau ditukar urutannya.',
    en: 'Entry {seq} does not follow the entry before it: something was inserted, deleted or put in another order.',
  },
  rewritten: {
    id: 'Rantai dari entri {seq} sampai {to} telah ditulis ulang: hash-nya berbeda dari titik periksa yang ditandatangani.',
    en: 'The chain from entry {seq} to {to} was rewritten: its hash differs from the signed checkpoint.',
  },
  truncated: {
    id: 'Entri {seq} sampai {to} tidak ada lagi: ujung rantai dipotong, entri dibuang, atau keadaan lama dipulihkan.',
    en: 'Entries {seq} to {to} are gone: the end was cut off, entries were taken out, or an older state was restored.',
  },
  head: {
    id: 'Ujung rantai yang dicatat basis data (entri {to}) bukan entri terakhirnya; yang pertama meragukan ialah entri {seq}.',
    en: 'The end of the chain that the database notes (entry {to}) is not its last entry; the first in doubt is entry {seq}.',
  },
  checkpoint: {
    id: 'Titik periksa pada entri {seq} palsu, diubah, atau tidak menyambung pada yang sebelumnya.',
    en: 'The checkpoint at entry {seq} is forged, was changed, or does not follow the one before it.',
  },
  unreadable: {
    id: 'Baris setelah entri {to} tidak dapat dibaca.',
    en: 'The line after entry {to} cannot be read.',
  },
} as const satisfies Record<string, Message>

export type FaultKind = keyof typeof faultTexts

/** What is wrong, and the first entry concerned. */
export type AuditFault = { readonly kind: FaultKind; readonly seq: number; readonly text: Message }

export function faultAt(kind: FaultKind, seq: number, to = seq): AuditFault {
  const { id, en } = faultTexts[kind]
  return { kind, seq, text: { id: fill(id, { seq, to }), en: fill(en, { seq, to }) } }
}

/** As the database's `audit_hash` has it, written here anew: the verifier believes nothing of what it verifies. */
export function hashEntry(entry: ChainEntry): string {
  const { seq, at, accountId, role, action, subject, areaId, reason, detail } = entry
  const fields = [seq, at, accountId ?? '', role, action, subject, areaId ?? '', reason, detail]
  return createHash('sha256').update(entry.previous, 'hex').update(fields.join('\x1f'), 'utf8').digest('hex')
}

/** The fault of `entry` as the one that follows `head`. */
export function checkEntry(head: ChainHead, entry: ChainEntry): AuditFault | undefined {
  if (entry.seq > head.seq + 1) return faultAt('missing', head.seq + 1)
  if (hashEntry(entry) !== entry.hash) return faultAt('edited', entry.seq)
  if (entry.seq !== head.seq + 1 || entry.previous !== head.hash) return faultAt('unlinked', entry.seq)
  return undefined
}
