import { problemCatalogue } from '../kernel/index.ts'

/** What the server refuses. */
export const problems = problemCatalogue({
  requestMalformed: {
    status: 400,
    id: 'Isian "{field}" tidak dapat dibaca ({fault}). Perbaiki isian itu, lalu coba lagi.',
    en: 'The field "{field}" cannot be read ({fault}). Correct it and try again.',
  },
  valueNotHeld: {
    status: 400,
    id: 'Ada isian yang tidak dapat disimpan: angka atau tanggal di luar batas, atau huruf yang tidak terbaca.',
    en: 'A value cannot be kept: a number or date out of bounds, or a character that cannot be read.',
  },
  bodyUnreadable: {
    status: 400,
    id: 'Isi permintaan tidak dapat dibaca.',
    en: 'The body of the request cannot be read.',
  },
  bodyTooLarge: {
    status: 413,
    id: 'Kiriman terlalu besar. Bagilah berkasnya, misalnya per kecamatan.',
    en: 'What was sent is too large. Split the file, for instance by sub-district.',
  },
  fileMissing: {
    status: 400,
    id: 'Tidak ada berkas dalam kiriman ini.',
    en: 'There is no file in what was sent.',
  },
  tooManyRequests: {
    status: 429,
    id: 'Terlalu banyak permintaan dari jaringan ini. Coba lagi dalam {seconds} detik.',
    en: 'Too many requests from this network. Try again in {seconds} seconds.',
  },
  notFound: {
    status: 404,
    id: 'Halaman atau data itu tidak ada, atau di luar wilayah Anda.',
    en: 'There is no such page or record, or it lies outside your area.',
  },
  familyNotKnownThen: {
    status: 404,
    id: 'Keluarga ini belum tercatat pada {day}. Pilih tanggal yang lebih baru.',
    en: 'This family was not registered on {day}. Choose a later date.',
  },
  changeRefused: {
    status: 422,
    id: 'Perubahan ini tidak dapat dicatat: {first}',
    en: 'This change cannot be recorded: {firstEn}',
  },
  changeIdTaken: {
    status: 409,
    id: 'Nomor perubahan ini sudah dipakai untuk perubahan lain. Muat ulang halaman, lalu coba lagi.',
    en: 'The id of this change belongs to another change. Load the page again and retry.',
  },
  sameTime: {
    status: 409,
    id: 'Permintaan yang sama sedang atau sudah diproses. Muat ulang halaman, lalu periksa hasilnya.',
    en: 'The same request is being processed or has been. Load the page again and look at the result.',
  },
  againstTheRules: {
    status: 409,
    id: 'Basis data menolak perubahan ini: seseorang akan berada di dua keluarga, atau keluarga tanpa kepala. Muat ulang keluarga ini, lalu periksa kembali.',
    en: 'The database refuses this change: somebody would be in two families, or a family without a head. Load the family again and check.',
  },
  outsideArea: {
    status: 403,
    id: 'Perubahan ini menyentuh wilayah di luar wilayah Anda.',
    en: 'This change touches an area outside yours.',
  },
  numberNotHeld: {
    status: 404,
    id: 'Nomor ini tidak tercatat.',
    en: 'No such number is recorded.',
  },
  batchNotChecked: {
    status: 409,
    id: 'Impor ini berkeadaan "{state}"; tindakan itu hanya untuk impor yang siap diperiksa.',
    en: 'This import is "{state}"; that can be done only to an import that has been checked.',
  },
  rowNotWaiting: {
    status: 409,
    id: 'Baris ini tidak menunggu keputusan.',
    en: 'This row does not wait for a decision.',
  },
  personNotCandidate: {
    status: 400,
    id: 'Pilih salah satu calon yang ditampilkan.',
    en: 'Choose one of the candidates that are shown.',
  },
  fileNotRead: {
    status: 422,
    id: 'Berkas tidak dapat dibaca sampai akhir; tidak ada baris yang disimpan.',
    en: 'The file could not be read to its end; no row was kept.',
  },
  fileNotReadable: {
    status: 422,
    id: 'Pembacaan terhenti karena server dimulai ulang. Unggah berkasnya sekali lagi.',
    en: 'The reading was cut off by a restart of the server. Upload the file once more.',
  },
  promotionCutOff: {
    status: 409,
    id: 'Pemindahan terhenti karena server dimulai ulang; tidak ada yang tertulis. Mulai sekali lagi.',
    en: 'The promotion was cut off by a restart of the server; nothing was written. Start it once more.',
  },
  raisedOutsideRules: {
    status: 422,
    id: 'Tanggal usulan harus antara {first} dan hari ini.',
    en: 'The day of a proposal must lie between {first} and today.',
  },
  villageNeeded: {
    status: 422,
    id: 'Pilih desa atau kelurahan; usulan tidak dapat diajukan untuk wilayah yang lebih luas.',
    en: 'Choose a village; a proposal cannot be raised for a wider area.',
  },
  proposalDecided: {
    status: 409,
    id: 'Usulan ini sudah diputuskan.',
    en: 'This proposal has been decided already.',
  },
  everybodyMatched: {
    status: 404,
    id: 'Tidak ada yang perlu disurati: semua yang dicocokkan sudah padan, atau belum pernah dicocokkan dengan Dukcapil.',
    en: 'There is nobody to write to: all who were compared match, or nobody has been compared with the civil register yet.',
  },
  pairJudgedOnce: {
    status: 409,
    id: 'Anda sudah menilai pasangan ini. Penilaian berikutnya oleh orang lain.',
    en: 'You have judged this pair already. The next judgement is another person’s.',
  },
  pairSettled: {
    status: 409,
    id: 'Pasangan ini tidak menunggu penilaian lagi. Muat ulang halaman.',
    en: 'This pair no longer waits for a judgement. Load the page again.',
  },
  mergeTwoNiks: {
    status: 409,
    id: 'Keduanya mempunyai NIK sendiri yang sudah padan dengan Dukcapil, jadi bukan satu orang.',
    en: 'Each has a NIK of its own that the civil register confirmed, so they are not one person.',
  },
  mergeUnreviewed: {
    status: 409,
    id: 'Pasangan ini belum dinyatakan satu orang oleh penilai sebanyak yang diwajibkan.',
    en: 'As many reviewers as the rule demands have not yet found this pair to be one person.',
  },
  modelTwoPersons: {
    status: 403,
    id: 'Model disetujui oleh orang lain, bukan oleh pengusulnya.',
    en: 'A model is approved by another person than who proposed it.',
  },
  modelWay: {
    status: 409,
    id: 'Model ini tidak dapat berpindah ke keadaan itu. Muat ulang halaman, lalu periksa keadaannya.',
    en: 'This model cannot go into that state. Load the page again and look at its state.',
  },
  modelNotTrained: {
    status: 422,
    id: 'Model tidak dapat dilatih: {first}',
    en: 'The model cannot be trained: {firstEn}',
  },
  noModelInForce: {
    status: 409,
    id: 'Belum ada model yang berlaku, sehingga manfaat pertanyaan tidak dapat dihitung. Kosongkan pilihan survei, atau berlakukan sebuah model.',
    en: 'No model is in force, so that what a question is worth cannot be measured. Choose no survey, or put a model into force.',
  },
  surveyNotThere: {
    status: 404,
    id: 'Survei "{survey}" tidak ada. Unggah berkasnya, lalu coba lagi.',
    en: 'There is no survey "{survey}". Upload its file and try again.',
  },
  surveyNameTaken: {
    status: 409,
    id: 'Survei dengan nama itu sudah ada. Ganti nama berkasnya: data sebuah model tidak ditimpa.',
    en: 'There is a survey of that name. Rename the file: the data of a model are not overwritten.',
  },
  formVersionTaken: {
    status: 409,
    id: 'Formulir "{form}" versi {version} sudah ada dan tidak ditimpa. Naikkan version di lembar settings, lalu unggah lagi.',
    en: 'Version {version} of the form "{form}" is there already and is not overwritten. Raise version on the sheet settings and upload again.',
  },
  formNoLongerCompiles: {
    status: 409,
    id: 'Formulir ini dibuat dengan aturan lama dan tidak dapat dibaca lagi. Unggah sebagai versi baru.',
    en: 'This form was made under older rules and can no longer be read. Upload it as a new version.',
  },
  formMediaUnknown: {
    status: 422,
    id: 'Kuesioner ini tidak memakai berkas "{name}". Samakan namanya dengan yang tertulis di kuesioner: {wanted}.',
    en: 'This questionnaire does not use a file "{name}". Name it as the questionnaire does: {wanted}.',
  },
  formMediaOut: {
    status: 409,
    id: 'Versi {version} sudah terbit, sehingga "{name}" tidak dapat diganti. Unggah kuesionernya sebagai versi baru.',
    en: 'Version {version} is out, so that "{name}" cannot be replaced. Upload the questionnaire as a new version.',
  },
  formStandsSo: {
    status: 409,
    id: 'Keadaan terbit versi {version} sudah demikian. Muat ulang halaman.',
    en: 'Version {version} stands so already. Load the page again.',
  },
  pilotNotRead: {
    status: 422,
    id: 'Data uji coba tidak dapat dibaca: {first}',
    en: 'The data of the pilot cannot be read: {firstEn}',
  },
  pilotVerdictUnfit: {
    status: 422,
    id: 'Putusan "{verdict}" tidak cocok: pertanyaan dipertahankan, diubah, dilatihkan, atau dihapus; formulir jalan, jalan dengan perubahan, atau belum.',
    en: 'The verdict "{verdict}" does not fit: a question is kept, reworded, trained or dropped; a form is go, go with changes or no go.',
  },
  pilotItemUnknown: {
    status: 422,
    id: 'Tidak ada pertanyaan "{item}" dalam uji coba ini.',
    en: 'There is no question "{item}" in this pilot.',
  },
  unexpected: {
    status: 500,
    id: 'Terjadi kesalahan pada server. Coba lagi; bila berulang, sampaikan nomor {request} kepada administrator.',
    en: 'Something went wrong on the server. Try again; if it happens again, tell the administrator the number {request}.',
  },
})
