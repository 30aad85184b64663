import type { Message } from '../../kernel/index.ts'

/** `sure` may be proposed for merging as it is; `review` needs a person to look. */
export type DuplicateTier = 'sure' | 'review'

export type DuplicateReason = {
  readonly tier: DuplicateTier
  /** SQL over the columns of the step `duplicate_compared`; the first that holds counts. */
  readonly when: string
  readonly text: Message
}

/** In order of precedence. */
export const duplicateReasons = {
  same_nik: {
    tier: 'sure',
    when: `nik_field = 'agrees' and name_field in ('agrees', 'close')`,
    text: { id: 'NIK sama dan nama sama atau mirip.', en: 'Same NIK, and the name is the same or similar.' },
  },
  shared_nik: {
    tier: 'review',
    when: `nik_field = 'agrees'`,
    text: {
      id: 'NIK sama tetapi nama berbeda: mungkin NIK orang lain yang tercatat.',
      en: 'Same NIK but another name: perhaps the NIK of someone else was recorded.',
    },
  },
  two_niks: {
    tier: 'review',
    when: `nik_field = 'differs'`,
    text: {
      id: 'Data lain sama atau mirip, tetapi NIK berbeda.',
      en: 'The rest is the same or similar, but the NIK is another one.',
    },
  },
  sex_differs: {
    tier: 'review',
    when: `sex_field = 'differs'`,
    text: {
      id: 'Data lain sama atau mirip, tetapi jenis kelamin berbeda.',
      en: 'The rest is the same or similar, but the sex is another one.',
    },
  },
  name_differs: {
    tier: 'review',
    when: `name_field in ('differs', 'missing')`,
    text: {
      id: 'Nama berbeda atau kosong; data lain sama.',
      en: 'The name is another one or empty; the rest is the same.',
    },
  },
  birth_date_differs: {
    tier: 'review',
    when: `birth_date_field <> 'agrees'`,
    text: {
      id: 'Nama sama atau mirip, tetapi tanggal lahir berbeda atau kosong.',
      en: 'The name is the same or similar, but the birth date is another one or empty.',
    },
  },
  name_close: {
    tier: 'review',
    when: `name_field = 'close'`,
    text: {
      id: 'Tanggal lahir sama dan nama mirip.',
      en: 'Same birth date and a similar name.',
    },
  },
  same_family: {
    tier: 'sure',
    when: 'same_family',
    text: {
      id: 'Nama dan tanggal lahir sama di satu keluarga.',
      en: 'Same name and birth date within one family.',
    },
  },
  other_village: {
    tier: 'review',
    when: `village_field <> 'agrees'`,
    text: {
      id: 'Nama dan tanggal lahir sama di desa lain dalam kecamatan yang sama.',
      en: 'Same name and birth date in another village of the sub-district.',
    },
  },
  common_name: {
    tier: 'review',
    when: `normal not like '% %' or birth_month * 100 + birth_day in (101, 701, 1231)`,
    text: {
      id: 'Nama dan tanggal lahir sama, tetapi namanya satu kata atau tanggalnya lazim (1 Januari, 1 Juli, 31 Desember).',
      en: 'Same name and birth date, but the name is one word or the date a usual stand-in (1 January, 1 July, 31 December).',
    },
  },
  same_name: {
    tier: 'sure',
    when: 'true',
    text: {
      id: 'Nama, tanggal lahir dan desa sama, dan paling banyak satu yang ber-NIK.',
      en: 'Same name, birth date and village, and at most one of them has a NIK.',
    },
  },
} as const satisfies Readonly<Record<string, DuplicateReason>>

export type DuplicateReasonCode = keyof typeof duplicateReasons
