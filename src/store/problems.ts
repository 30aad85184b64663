import { problemCatalogue } from '../kernel/index.ts'

/** What the store refuses. */
export const problems = problemCatalogue({
  folderInUse: {
    status: 409,
    id: 'Folder {folder} sedang dipakai oleh proses lain ({holder}). Hentikan proses itu, atau pilih folder lain dengan --dir.',
    en: 'The folder {folder} is in use by another process ({holder}). Stop that process, or choose another folder with --dir.',
  },
  folderUnreachable: {
    status: 400,
    id: 'Folder {folder} tidak dapat dimasuki pengguna sistem "{user}" yang menjalankan PostgreSQL bagi root. Pilih folder lain, misalnya --dir /var/lib/mutakhir/demo.',
    en: 'The folder {folder} cannot be entered by the system user "{user}", who runs PostgreSQL for root. Choose another folder, for example --dir /var/lib/mutakhir/demo.',
  },
  serverDidNotStart: {
    status: 500,
    id: 'PostgreSQL tidak dapat dimulai. Baris terakhir dari {log}: {last}',
    en: 'PostgreSQL did not start. Last line of {log}: {last}',
  },
  serverTooOld: {
    status: 400,
    id: 'Server PostgreSQL ini versi {version}; yang dibutuhkan versi 15 atau lebih baru.',
    en: 'This PostgreSQL server is version {version}; version 15 or later is needed.',
  },
  schemaIsNewer: {
    status: 409,
    id: 'Basis data ini sudah dimigrasi oleh Mutakhir yang lebih baru (migrasi {name}). Pasang versi yang lebih baru.',
    en: 'This database was migrated by a newer Mutakhir (migration {name}). Install the newer version.',
  },
  migrationWasChanged: {
    status: 500,
    id: 'Migrasi {name} yang telah dijalankan berbeda dengan berkasnya.',
    en: 'Migration {name} was applied with a text that differs from its file.',
  },
  variableChangedType: {
    status: 409,
    id: 'Variabel {variable} sudah ada dengan tipe {before}; versi baru kuesioner tidak dapat menjadikannya {after}. Beri nama lain.',
    en: 'The variable {variable} exists with type {before}; a new version of the form cannot make it {after}. Give it another name.',
  },
  laterChangeExists: {
    status: 409,
    id: 'Sudah ada perubahan yang berlaku setelah {effectiveOn}. Batalkan atau koreksi perubahan itu dahulu.',
    en: 'A change that took effect after {effectiveOn} is recorded already. Undo or correct that one first.',
  },
  backupDamaged: {
    status: 400,
    id: 'Cadangan rusak: {file} tidak cocok dengan manifesnya.',
    en: 'The backup is damaged: {file} does not match its manifest.',
  },
  backupOfOtherVersion: {
    status: 400,
    id: 'Cadangan dibuat pada skema lain ({backup}); skema di sini {here}.',
    en: 'The backup was made on another schema ({backup}); the schema here is {here}.',
  },
  notEmpty: {
    status: 409,
    id: 'Basis data tujuan tidak kosong; pemulihan hanya ke basis data baru.',
    en: 'The target database is not empty; a backup is restored into a new one.',
  },
})
