import { problemCatalogue } from '../../kernel/index.ts'

/** Why Spark cannot be used. */
export const problems = problemCatalogue({
  connectionUnread: {
    status: 400,
    id: 'Alamat Spark tidak terbaca. Tulis seperti sc://nama-server:15002 atau sc://nama-server:443/;use_ssl=true;token=…',
    en: 'The address of Spark cannot be read. Write it as sc://server:15002 or sc://server:443/;use_ssl=true;token=…',
  },
  tokenInTheOpen: {
    status: 400,
    id: 'Token tidak dikirim tanpa enkripsi ke {host}. Tambahkan use_ssl=true pada alamat Spark.',
    en: 'A token is not sent to {host} without encryption. Add use_ssl=true to the address of Spark.',
  },
  unreachable: {
    status: 400,
    id: 'Spark di {address} tidak terjangkau: {reason}. Periksa alamat, enkripsi (use_ssl), dan apakah server Spark Connect berjalan.',
    en: 'Spark at {address} cannot be reached: {reason}. Check the address, encryption (use_ssl), and that a Spark Connect server runs.',
  },
  notAllowed: {
    status: 400,
    id: 'Spark di {address} menolak token ini: {reason}',
    en: 'Spark at {address} refuses this token: {reason}',
  },
  silent: {
    status: 400,
    id: 'Spark di {address} tidak memberi kabar selama {minutes} menit, sehingga pekerjaan dihentikan.',
    en: 'Spark at {address} has sent nothing for {minutes} minutes, so the work was stopped.',
  },
  tooOld: {
    status: 400,
    id: 'Server Spark berversi {version}; yang dibutuhkan 4.0 atau lebih baru.',
    en: 'The Spark server has version {version}; 4.0 or later is needed.',
  },
})
