import type { Message } from '../../kernel/index.ts'

export type MatchStatus = 'matched' | 'matched_differs' | 'dead_in_register' | 'review' | 'unmatched'

/** Why a person has the status she has, and what her village or district can do about it. */
export type MatchReason = {
  readonly status: MatchStatus
  /** SQL over the person `p` and her candidates `c`; the first reason that holds is hers. */
  readonly when: string
  readonly text: Message
  readonly remedy: Message
}

const noAction: Message = { id: 'Tidak ada yang perlu dilakukan.', en: 'Nothing to do.' }

const compareCandidates: Message = {
  id: 'Bandingkan calon pasangan dengan KTP dan KK, lalu pilih satu atau tolak semuanya.',
  en: 'Compare the candidates with identity card and family card, then choose one or refuse all.',
}

const correctNik: Message = {
  id: 'Perbaiki NIK sesuai KTP atau KK.',
  en: 'Correct the NIK from identity or family card.',
}

/** In order of precedence. */
export const matchReasons = {
  several_entries: {
    status: 'review',
    when: 'c.entries > 1',
    text: {
      id: 'Lebih dari satu entri Dukcapil cocok dengan orang ini.',
      en: 'More than one entry of the civil register fits this person.',
    },
    remedy: compareCandidates,
  },
  entry_of_several: {
    status: 'review',
    when: 'c.persons > 1',
    text: {
      id: 'Entri Dukcapil yang sama cocok dengan beberapa orang di data terpadu.',
      en: 'The same entry of the civil register fits several people of the registry.',
    },
    remedy: {
      id: 'Periksa apakah orang-orang itu data ganda; gabungkan, atau perbaiki NIK yang salah.',
      en: 'Check whether these people are duplicates; merge them, or correct the wrong NIK.',
    },
  },
  name_differs: {
    status: 'review',
    when: `c.name_field = 'differs'`,
    text: {
      id: 'NIK dan tanggal lahir sama, tetapi nama berbeda.',
      en: 'NIK and birth date agree, but the name is another one.',
    },
    remedy: {
      id: 'Cocokkan nama dengan KTP: nama panggilan atau nama suami dicatat ulang, NIK orang lain diganti.',
      en: 'Compare the name with the identity card: record a nickname anew, replace a NIK of someone else.',
    },
  },
  name_missing: {
    status: 'review',
    when: `c.name_field = 'missing'`,
    text: { id: 'NIK ditemukan, tetapi nama kosong.', en: 'The NIK was found, but a name is empty.' },
    remedy: { id: 'Lengkapi nama sesuai KTP.', en: 'Complete the name as on the identity card.' },
  },
  near_name: {
    status: 'review',
    when: `c.via = 'name' and c.name_field = 'close'`,
    text: {
      id: 'Tanpa NIK yang cocok, hanya nama yang mirip dengan tanggal lahir dan desa yang sama.',
      en: 'No NIK fits; only a similar name with the same birth date and village was found.',
    },
    remedy: compareCandidates,
  },
  sex_differs_by_name: {
    status: 'review',
    when: `c.via = 'name' and c.sex_field = 'differs'`,
    text: {
      id: 'Tanpa NIK yang cocok; nama, tanggal lahir dan desa sama, tetapi jenis kelamin berbeda.',
      en: 'No NIK fits; name, birth date and village agree, but the sex differs.',
    },
    remedy: compareCandidates,
  },
  found_elsewhere: {
    status: 'review',
    when: `c.via = 'name' and c.village_field = 'differs'`,
    text: {
      id: 'Tanpa NIK yang cocok; orang yang mirip tercatat di desa lain.',
      en: 'No NIK fits; somebody alike is recorded in another village.',
    },
    remedy: compareCandidates,
  },
  not_sure: {
    status: 'review',
    when: 'c.is_sure = 0',
    text: {
      id: 'Tanpa NIK yang cocok; kemiripannya belum cukup untuk memastikan.',
      en: 'No NIK fits; the likeness is not enough to be sure.',
    },
    remedy: compareCandidates,
  },
  died: {
    status: 'dead_in_register',
    when: 'c.death_date is not null',
    text: {
      id: 'Dukcapil mencatat orang ini sudah meninggal.',
      en: 'The civil register records this person as dead.',
    },
    remedy: {
      id: 'Pastikan di lapangan. Jika masih hidup, keluarga melapor ke Dukcapil; bantuan tidak dihentikan sebelum dipastikan.',
      en: 'Confirm in the field. If alive, the family reports to the civil register; no benefit is stopped before that.',
    },
  },
  nik_differs: {
    status: 'matched_differs',
    when: `c.via = 'name' and c.nik_field = 'differs'`,
    text: {
      id: 'Orangnya ditemukan lewat nama, tanggal lahir dan desa; NIK di data terpadu berbeda.',
      en: 'Found by name, birth date and village; the NIK of the registry is another one.',
    },
    remedy: correctNik,
  },
  name_close: {
    status: 'matched_differs',
    when: `c.name_field = 'close'`,
    text: {
      id: 'Ejaan nama berbeda dari Dukcapil.',
      en: 'The name is spelt otherwise in the civil register.',
    },
    remedy: { id: 'Samakan ejaan nama dengan KTP.', en: 'Spell the name as on the identity card.' },
  },
  birth_date_differs: {
    status: 'matched_differs',
    when: `c.birth_date_field in ('close', 'differs')`,
    text: {
      id: 'Tanggal lahir berbeda dari Dukcapil.',
      en: 'The birth date differs from the civil register.',
    },
    remedy: {
      id: 'Cocokkan tanggal lahir dengan KTP atau akta; bila Dukcapil yang salah, keluarga mengajukan perbaikan.',
      en: 'Compare with identity card or birth certificate; if the register errs, the family asks for a correction.',
    },
  },
  sex_differs: {
    status: 'matched_differs',
    when: `c.sex_field = 'differs'`,
    text: { id: 'Jenis kelamin berbeda dari Dukcapil.', en: 'The sex differs from the civil register.' },
    remedy: { id: 'Perbaiki jenis kelamin sesuai KTP.', en: 'Correct the sex from the identity card.' },
  },
  found_by_name: {
    status: 'matched',
    when: `c.via = 'name'`,
    text: {
      id: 'Ditemukan lewat nama, tanggal lahir dan desa.',
      en: 'Found by name, birth date and village.',
    },
    remedy: {
      id: 'Isi NIK dari Dukcapil setelah dipastikan.',
      en: 'Fill in the NIK from the register once confirmed.',
    },
  },
  village_differs: {
    status: 'matched',
    when: `c.village_field = 'differs'`,
    text: {
      id: 'Semua cocok, tetapi desa tempat tinggal berbeda dari KTP.',
      en: 'All agree, but she lives in another village than the register says.',
    },
    remedy: {
      id: 'Bila sudah pindah tetap, keluarga mengurus surat pindah di Dukcapil.',
      en: 'After a lasting move, the family registers it with the civil register.',
    },
  },
  all_agree: {
    status: 'matched',
    when: 'c.person_id is not null',
    text: { id: 'Padan dengan Dukcapil.', en: 'Matched with the civil register.' },
    remedy: noAction,
  },
  nik_of_another: {
    status: 'unmatched',
    when: 'h.id is not null',
    text: {
      id: 'NIK ini di Dukcapil milik orang lain: nama dan tanggal lahir berbeda.',
      en: 'In the civil register this NIK is somebody else’s: name and birth date differ.',
    },
    remedy: correctNik,
  },
  nik_absent: {
    status: 'unmatched',
    when: `p.nik_status = 'none'`,
    text: {
      id: 'Belum ada NIK, dan nama, tanggal lahir serta desa tidak ditemukan di Dukcapil.',
      en: 'There is no NIK, and name, birth date and village were not found in the civil register.',
    },
    remedy: {
      id: 'Minta KTP atau KK; yang belum terdaftar dibantu perekaman di Dukcapil. Tetap dilayani tanpa NIK.',
      en: 'Ask for identity or family card; help the unregistered to enrol. She is served without a NIK meanwhile.',
    },
  },
  nik_malformed: {
    status: 'unmatched',
    when: `p.nik_status = 'malformed'`,
    text: {
      id: 'NIK tidak sah bentuknya, dan nama, tanggal lahir serta desa tidak ditemukan di Dukcapil.',
      en: 'The NIK is malformed, and name, birth date and village were not found in the civil register.',
    },
    remedy: {
      id: 'Catat ulang 16 angka NIK dari KTP atau KK.',
      en: 'Record the 16 digits anew from the card.',
    },
  },
  nik_not_found: {
    status: 'unmatched',
    when: 'true',
    text: { id: 'NIK tidak ditemukan di Dukcapil.', en: 'The NIK was not found in the civil register.' },
    remedy: {
      id: 'Cocokkan NIK dengan KTP; bila benar, keluarga menanyakannya ke Dukcapil setempat.',
      en: 'Compare the NIK with the card; if it is right, the family asks the local civil register office.',
    },
  },
} as const satisfies Readonly<Record<string, MatchReason>>

export type MatchReasonCode = keyof typeof matchReasons
