import type { Issue, Message } from '../kernel/index.ts'

const messages = {
  no_head: {
    id: 'Keluarga belum mempunyai kepala keluarga. Tandai satu anggota sebagai kepala.',
    en: 'The family has no head. Mark one member as head.',
  },
  two_heads: {
    id: 'Keluarga akan mempunyai dua kepala. Pilih hubungan lain bagi anggota ini.',
    en: 'The family would have two heads. Choose another relation for this member.',
  },
  new_head_needed: {
    id: 'Kepala keluarga pergi, jadi pilih kepala yang baru.',
    en: 'The head of the family leaves, so choose a new head.',
  },
  relation_needed: {
    id: 'Nyatakan hubungan setiap anggota dengan kepala keluarga yang baru.',
    en: 'State what each member is to the new head.',
  },
  already_member: {
    id: 'Orang ini sudah menjadi anggota keluarga itu.',
    en: 'This person is a member of that family already.',
  },
  not_a_member: {
    id: 'Orang ini bukan anggota keluarga itu pada tanggal tersebut.',
    en: 'This person is not a member of that family on that day.',
  },
  family_not_found: {
    id: 'Keluarga tidak ditemukan pada tanggal tersebut.',
    en: 'The family is not found on that day.',
  },
  same_person: { id: 'Keduanya orang yang sama.', en: 'Both are the same person.' },
  nothing_said: { id: 'Tidak ada keterangan yang diubah.', en: 'Nothing is said that would change.' },
  effective_after_observed: {
    id: 'Tanggal berlaku tidak boleh setelah tanggal pengamatan.',
    en: 'The effective day cannot be after the day on which it was observed.',
  },
} as const satisfies Readonly<Record<string, Message>>

export type RegistryIssueCode = keyof typeof messages

/** An issue of the registry's rules; they speak of the whole request, so there is no place. */
export function issue(code: RegistryIssueCode): Issue {
  return { code, severity: 'error', where: {}, params: {}, message: messages[code] }
}
