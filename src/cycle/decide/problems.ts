import { problemCatalogue } from '../../kernel/index.ts'

/** Why nothing can be decided. */
export const problems = problemCatalogue({
  programmeUnknown: {
    status: 422,
    id: 'Tidak ada berkas program "{code}" yang berlaku pada {day}. Berkas program ada di data/programmes.',
    en: 'No file of programme "{code}" is in force on {day}. The files are in data/programmes.',
  },
  notRanked: {
    status: 409,
    id: 'Belum ada pemeringkatan yang dapat dipakai. Buat snapshot dan peringkatkan lebih dahulu.',
    en: 'There is no ranking to decide by. Make a snapshot and rank it first.',
  },
  filesChanged: {
    status: 409,
    id: 'Berkas snapshot atau skor dari pemeringkatan ini tidak ada lagi atau berubah ({file}). Peringkatkan sekali lagi.',
    en: 'The files of snapshot or scores of this ranking are gone or changed ({file}). Rank once more.',
  },
  quotaOutside: {
    status: 422,
    id: 'Kuota menyebut wilayah {code}, yang tidak termasuk wilayah {area}.',
    en: 'The quota names area {code}, which is not within area {area}.',
  },
  quotaLevel: {
    status: 422,
    id: 'Kuota program ini diberikan per {level}; kode wilayah "{code}" bukan itu.',
    en: 'The quota of this programme is given per {level}; the area code "{code}" is not one.',
  },
  listChanged: {
    status: 409,
    id: 'Hasilnya berbeda dari yang Anda lihat, karena data berubah sesudahnya. Lihat hasilnya sekali lagi.',
    en: 'The result differs from the one you saw, because data changed since. Look at the result once more.',
  },
})
