import type { Message } from '../kernel/index.ts'

/** Why a family stands where it stands; the codes of a programme's own rules and protections come beside these. */
export const decisionReasons = {
  within_quota: {
    id: 'Peringkat kesejahteraan berada di dalam kuota wilayah.',
    en: 'The welfare rank lies within the quota of the area.',
  },
  on_former_list: {
    id: 'Tercantum sebagai penerima pada daftar yang berlaku sebelum Mutakhir dipakai.',
    en: 'Named as a recipient by the list in force before Mutakhir was used.',
  },
  new_recipient: { id: 'Penerima baru.', en: 'A new recipient.' },
  kept_by_margin: {
    id: 'Penerima lama tetap: keluarga lain belum cukup jauh lebih miskin.',
    en: 'Stays on the list: no other family is poorer by enough ranks.',
  },
  notice_withdrawn: {
    id: 'Pemberitahuan penghentian sebelumnya dicabut.',
    en: 'The earlier notice of an end is withdrawn.',
  },
  place_held: {
    id: 'Di dalam kuota, menunggu tempat yang masih diisi penerima yang sudah diberi tahu.',
    en: 'Within the quota, waiting for a place that a family under notice still holds.',
  },
  next_in_line: {
    id: 'Di luar kuota, tetapi berikutnya bila ada tempat kosong.',
    en: 'Outside the quota, and next when a place falls free.',
  },
  above_cut: {
    id: 'Peringkat kesejahteraan berada di luar kuota wilayah.',
    en: 'The welfare rank lies outside the quota of the area.',
  },
  no_quota: { id: 'Wilayah ini tidak mempunyai kuota.', en: 'This area has no quota.' },
  not_in_snapshot: {
    id: 'Keluarga tidak ditemukan lagi di data terpadu.',
    en: 'The family is no longer found in the registry.',
  },
  no_score: {
    id: 'Belum dapat diperingkat karena datanya belum lengkap; perlu dikunjungi.',
    en: 'Cannot be ranked yet because data are missing; a visit is due.',
  },
  no_eligible_member: {
    id: 'Tidak ada anggota keluarga yang menjadi sasaran program.',
    en: 'No member of the family is whom the programme is for.',
  },
  protected_list: {
    id: 'Termasuk daftar kelompok yang dilindungi; tetap menerima sampai ditinjau.',
    en: 'On the list of protected groups; kept until reviewed.',
  },
  notice_expired: {
    id: 'Masa pemberitahuan telah lewat; bantuan berakhir.',
    en: 'The time of notice has passed; the benefit ends.',
  },
} as const satisfies Readonly<Record<string, Message>>

export type DecisionReason = keyof typeof decisionReasons
