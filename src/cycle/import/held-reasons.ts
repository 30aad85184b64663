import type { HeldReasons } from '../../store/index.ts'

/** Why a row waits although it can be read: told beside the row, with the way out. */
export const heldReasons: HeldReasons = {
  outside_area: {
    id: 'Desa ini di luar wilayah kewenangan pengunggah.',
    en: 'The village lies outside the area of the one who uploads.',
  },
  row_repeated: {
    id: 'Orang ini sudah ada pada baris sebelumnya dari keluarga yang sama.',
    en: 'The person stands in an earlier row of the family.',
  },
  person_in_two_families: {
    id: 'Orang ini tercatat pada dua keluarga dalam berkas. Putuskan di keluarga mana ia tinggal.',
    en: 'The person stands in two families of the file. Decide in which family he or she lives.',
  },
  several_candidates: {
    id: 'Lebih dari satu orang dalam registri cocok. Pilih orangnya, atau nyatakan orang baru.',
    en: 'More than one person of the registry fits. Choose the person, or say that it is somebody new.',
  },
  candidate_differs: {
    id: 'Ada seorang dalam registri yang cocok sebagian. Nyatakan orang yang sama atau orang baru.',
    en: 'One person of the registry fits in part. Say whether it is the same person or somebody new.',
  },
  one_person_in_two_rows: {
    id: 'Dua baris menunjuk orang yang sama dalam registri.',
    en: 'Two rows point to one person of the registry.',
  },
  members_in_several_families: {
    id: 'Anggota keluarga ini kini tercatat pada keluarga yang berbeda-beda dalam registri.',
    en: 'Members of this family stand in different families of the registry now.',
  },
  family_in_two_villages: {
    id: 'Baris-baris keluarga ini menyebut desa yang berbeda.',
    en: 'The rows of this family name different villages.',
  },
  no_head: {
    id: 'Keluarga ini tidak mempunyai kepala, atau baris kepalanya ditahan.',
    en: 'The family has no head, or the row of its head waits.',
  },
  two_heads: {
    id: 'Keluarga ini mempunyai lebih dari satu kepala.',
    en: 'The family has more than one head.',
  },
  kk_known: {
    id: 'Nomor KK ini sudah dimiliki keluarga lain dalam registri. Periksa apakah keluarganya sama.',
    en: 'A family of the registry has this KK number already. Check whether it is the same family.',
  },
  held_by_hand: { id: 'Ditahan oleh petugas.', en: 'Held by an officer.' },
}
