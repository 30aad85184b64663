import type { Message } from '../../kernel/index.ts'
import { type Codebook, findVariable } from '../../questionnaire/index.ts'
import type { FamilyStatus, InactiveReason } from '../../registry/index.ts'

/** What a code of Regsosek 409 is called, in small letters for use in a sentence. */
export function relationText(codebook: Codebook, relation: string): Message {
  const category = findVariable(codebook, 'person', 'relation')?.categories.find(
    ({ code }) => code === relation,
  )
  const { id, en } = category?.label ?? { id: relation, en: relation }
  return { id: id.toLowerCase(), en: en.toLowerCase() }
}

const reasons: Readonly<Record<InactiveReason, Message>> = {
  moved_away: { id: 'pindah', en: 'moved away' },
  dissolved: { id: 'tidak ada anggota lagi', en: 'no members left' },
  merged: { id: 'digabung ke keluarga lain', en: 'merged into another family' },
  not_found: { id: 'tidak ditemukan', en: 'not found' },
  duplicate: { id: 'tercatat dua kali', en: 'listed twice' },
  refused: { id: 'menolak didata', en: 'refused' },
  objection_upheld: { id: 'sanggahan diterima', en: 'an objection was upheld' },
}

export function statusText(status: FamilyStatus, reason: InactiveReason | ''): Message {
  if (status === 'active') return { id: 'aktif', en: 'active' }
  const why = reason === '' ? undefined : reasons[reason]
  return { id: `nonaktif${why ? ` (${why.id})` : ''}`, en: `inactive${why ? ` (${why.en})` : ''}` }
}
