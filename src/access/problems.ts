import { problemCatalogue } from '../kernel/index.ts'

/** What this room refuses. */
export const problems = problemCatalogue({
  keysMissing: {
    status: 500,
    id: 'Berkas kunci {file} tidak ada. Tanpa berkas itu NIK dan KK di basis data tidak dapat dibaca; pulihkan dari tempat Anda menyimpannya.',
    en: 'The key file {file} is missing. Without it the NIK and KK in the database cannot be read; bring it back from where you keep it.',
  },
  keysExist: {
    status: 409,
    id: 'Berkas kunci {file} sudah ada dan tidak ditimpa.',
    en: 'The key file {file} exists already and is not overwritten.',
  },
  keysExposed: {
    status: 500,
    id: 'Berkas kunci {file} dapat dibaca pengguna lain (mode {mode}). Jalankan: chmod 600 {file}',
    en: 'The key file {file} can be read by other users (mode {mode}). Run: chmod 600 {file}',
  },
  keysDamaged: {
    status: 500,
    id: 'Berkas kunci {file} rusak: {reason}',
    en: 'The key file {file} is damaged: {reason}',
  },
  signInRefused: {
    status: 401,
    id: 'Nama pengguna atau kata sandi salah.',
    en: 'The login or the password is wrong.',
  },
  tryLater: {
    status: 429,
    id: 'Terlalu banyak percobaan yang gagal. Coba lagi dalam {minutes} menit, atau minta administrator membuka kuncinya.',
    en: 'Too many failed attempts. Try again in {minutes} minutes, or ask an administrator to unlock it.',
  },
  sessionEnded: {
    status: 401,
    id: 'Sesi Anda sudah berakhir. Silakan masuk lagi.',
    en: 'Your session has ended. Please sign in again.',
  },
  secondFactorNeeded: {
    status: 401,
    id: 'Masukkan kode dari aplikasi autentikator Anda untuk melanjutkan.',
    en: 'Enter the code of your authenticator application to go on.',
  },
  enrolmentNeeded: {
    status: 403,
    id: 'Peran ini wajib memakai autentikator. Daftarkan autentikator Anda terlebih dahulu.',
    en: 'This role must use an authenticator. Enrol yours first.',
  },
  codeRefused: {
    status: 401,
    id: 'Kode itu salah atau sudah dipakai. Tunggu kode berikutnya, lalu coba lagi.',
    en: 'The code is wrong or was used already. Wait for the next code and try again.',
  },
  alreadyEnrolled: {
    status: 409,
    id: 'Autentikator sudah terdaftar. Minta administrator menghapusnya bila perangkat Anda hilang.',
    en: 'An authenticator is enrolled already. Ask an administrator to remove it if you have lost the device.',
  },
  notEnrolling: {
    status: 409,
    id: 'Pendaftaran autentikator belum dimulai.',
    en: 'The enrolment of an authenticator has not been started.',
  },
  notPermitted: {
    status: 403,
    id: 'Peran Anda tidak mengizinkan tindakan ini ({permission}).',
    en: 'Your role does not permit this ({permission}).',
  },
  outsideArea: {
    status: 403,
    id: 'Wilayah itu di luar wilayah Anda.',
    en: 'That area lies outside yours.',
  },
  crossSite: {
    status: 403,
    id: 'Permintaan ini tidak berasal dari halaman Mutakhir.',
    en: 'This request does not come from a page of Mutakhir.',
  },
  accountUnknown: {
    status: 404,
    id: 'Akun itu tidak ada.',
    en: 'There is no such account.',
  },
  ownAccount: {
    status: 409,
    id: 'Peran, wilayah, dan status akun sendiri diubah oleh administrator lain.',
    en: 'The role, area and state of your own account are changed by another administrator.',
  },
  loginTaken: {
    status: 409,
    id: 'Nama pengguna {login} sudah dipakai.',
    en: 'The login {login} is taken.',
  },
  loginMalformed: {
    status: 400,
    id: 'Nama pengguna terdiri dari 3 sampai 64 huruf kecil, angka, atau tanda . _ @ -',
    en: 'A login has 3 to 64 lower-case letters, digits or the signs . _ @ -',
  },
  passwordTooShort: {
    status: 400,
    id: 'Kata sandi paling sedikit {length} karakter.',
    en: 'A password has at least {length} characters.',
  },
  passwordTooLong: {
    status: 400,
    id: 'Kata sandi paling banyak {length} karakter.',
    en: 'A password has at most {length} characters.',
  },
  passwordHasLogin: {
    status: 400,
    id: 'Kata sandi tidak boleh memuat nama pengguna.',
    en: 'A password must not contain the login.',
  },
  passwordCommon: {
    status: 400,
    id: 'Kata sandi ini terlalu umum dan mudah ditebak. Pakai beberapa kata yang tidak berhubungan.',
    en: 'This password is common and easily guessed. Use a few unrelated words.',
  },
  passwordWrong: {
    status: 400,
    id: 'Kata sandi yang sekarang salah.',
    en: 'The current password is wrong.',
  },
  reasonNeeded: {
    status: 400,
    id: 'Tuliskan alasannya (paling sedikit {length} karakter); alasan itu dicatat.',
    en: 'Give the reason (at least {length} characters); it is recorded.',
  },
  checkpointsDamaged: {
    status: 409,
    id: 'Titik periksa jejak audit di {folder} tidak dapat dibaca. Jangan hapus berkasnya; lapor kepada auditor.',
    en: 'The checkpoints of the audit in {folder} cannot be read. Do not delete the files; tell the auditor.',
  },
  auditTampered: {
    status: 409,
    id: 'Jejak audit di basis data tidak lagi memuat entri {seq} sebagaimana dicatat di luar basis data. Jalankan: mutakhir audit verify',
    en: 'The audit in the database no longer has entry {seq} as it was noted outside the database. Run: mutakhir audit verify',
  },
  copyDiffers: {
    status: 409,
    id: 'Salinan titik periksa di {file} berbeda dari aslinya. Salah satunya telah diubah; jangan hapus keduanya, lapor kepada auditor.',
    en: 'The copy of the checkpoints in {file} differs from the original. One of them was changed; delete neither, tell the auditor.',
  },
})
