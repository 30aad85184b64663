import type { Language } from '../../kernel/index.ts'
import type { comparedFields } from '../field-outcome.ts'
import type { LetterDocument } from './remedy-letter.ts'

type LetterTexts = {
  readonly title: string
  readonly to: string
  readonly opening: (day: string) => string
  readonly noNik: string
  readonly differing: string
  readonly fields: Readonly<Record<(typeof comparedFields)[number], string>>
  readonly todo: string
  readonly bring: string
  readonly documents: (documents: readonly LetterDocument[]) => string
  readonly where: string
  readonly village: (name: string) => string
  readonly office: (regency: string) => string
  readonly until: (day: string) => string
  readonly noHarm: string
  readonly reference: string
}

const documents: Readonly<Record<Language, Readonly<Record<LetterDocument, string>>>> = {
  id: {
    identity: 'KTP-el asli',
    family_card: 'Kartu Keluarga (KK) asli',
    birth: 'akta kelahiran atau surat keterangan lahir',
    enrol: 'surat pengantar desa untuk perekaman KTP-el',
  },
  en: {
    identity: 'the identity card (KTP-el)',
    family_card: 'the family card (KK)',
    birth: 'the birth certificate or proof of birth',
    enrol: 'the village’s letter for enrolment (KTP-el)',
  },
}

/** What a remedy letter says, beside what is said of each person. */
export const letterTexts: Readonly<Record<Language, LetterTexts>> = {
  id: {
    title: 'Pemberitahuan perbaikan data kependudukan',
    to: 'Kepada keluarga',
    opening: (day) =>
      `Pada ${day} data keluarga ini dicocokkan dengan data Dukcapil. Data anggota berikut belum cocok dan perlu diperbaiki.`,
    noNik: 'belum ada',
    differing: 'Yang tidak sama:',
    fields: {
      nik: 'NIK',
      name: 'nama',
      birth_date: 'tanggal lahir',
      sex: 'jenis kelamin',
      village: 'desa tempat tinggal',
    },
    todo: 'Yang perlu dilakukan:',
    bring: 'Bawa:',
    documents: (wanted) => wanted.map((each) => documents.id[each]).join(', '),
    where: 'Ke mana',
    village: (name) => `Kantor desa atau kelurahan ${name}: bila yang salah data di daftar bantuan.`,
    office: (regency) =>
      `Dinas Kependudukan dan Pencatatan Sipil ${regency}: bila yang salah KTP, KK, atau belum terekam.`,
    until: (day) => `Mohon datang sebelum ${day}.`,
    noHarm:
      'Bantuan tidak dihentikan karena surat ini. Pelayanan tidak dipungut biaya. Jangan memberikan NIK lewat telepon atau pesan.',
    reference: 'Nomor keluarga:',
  },
  en: {
    title: 'Notice to correct civil data',
    to: 'To the family of',
    opening: (day) =>
      `On ${day} the data of this family were compared with the civil register. Those of the following members do not agree yet and need correction.`,
    noNik: 'none yet',
    differing: 'What does not agree:',
    fields: {
      nik: 'NIK',
      name: 'name',
      birth_date: 'birth date',
      sex: 'sex',
      village: 'village of residence',
    },
    todo: 'What to do:',
    bring: 'Bring:',
    documents: (wanted) => wanted.map((each) => documents.en[each]).join(', '),
    where: 'Where to',
    village: (name) => `The village office of ${name}: when the list of assistance is wrong.`,
    office: (regency) =>
      `The civil register office of ${regency}: when identity card or family card is wrong, or to enrol.`,
    until: (day) => `Please come before ${day}.`,
    noHarm:
      'No benefit is stopped because of this letter. The service is free. Do not give your NIK by telephone or message.',
    reference: 'Family number:',
  },
}
