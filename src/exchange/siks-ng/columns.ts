import type { OldCodeTable } from './old-codes.ts'

/** How a cell of the export becomes a value of a variable. */
export type Reading =
  | { readonly kind: 'code'; readonly table: OldCodeTable }
  | { readonly kind: 'text' }
  | { readonly kind: 'whole' }
  /** The printed codes of ownership alternate between 1 yes 2 no and 3 yes 4 no. */
  | { readonly kind: 'owned' }
  /** Square metres, kept as hectares. */
  | { readonly kind: 'hectares' }
  | { readonly kind: 'date' }

export type ColumnRule = {
  readonly column: string
  readonly level: 'family' | 'person'
  readonly variable: string
  readonly reading: Reading
}

const code = (
  column: string,
  level: 'family' | 'person',
  variable: string,
  table: OldCodeTable,
): ColumnRule => ({
  column,
  level,
  variable,
  reading: { kind: 'code', table },
})

const owned = (column: string, variable: string): ColumnRule => ({
  column,
  level: 'family',
  variable,
  reading: { kind: 'owned' },
})

/**
 * The columns of a SIKS-NG export that feed variables. Several columns may feed one variable: counts add up. Columns
 * that are not here (PKH, KKS and other receipts of benefits, ownership of gold by yes or no) are known and passed over:
 * what a programme gave must not decide who gets it next.
 */
export const columnRules: readonly ColumnRule[] = [
  { column: 'alamat', level: 'family', variable: 'address', reading: { kind: 'text' } },
  { column: 'jumlah_keluarga', level: 'family', variable: 'families_in_house', reading: { kind: 'whole' } },
  code('sta_bangunan', 'family', 'tenure', 'tenure'),
  { column: 'luas_lantai', level: 'family', variable: 'floor_area_m2', reading: { kind: 'whole' } },
  code('lantai', 'family', 'floor', 'floor'),
  code('dinding', 'family', 'wall', 'wall'),
  code('atap', 'family', 'roof', 'roof'),
  code('sumber_airminum', 'family', 'drinking_water', 'drinkingWater'),
  code('sumber_penerangan', 'family', 'lighting', 'lighting'),
  code('daya', 'family', 'power', 'power'),
  { column: 'nomor_pln', level: 'family', variable: 'pln_meter_id', reading: { kind: 'text' } },
  code('bb_masak', 'family', 'cooking_fuel', 'cookingFuel'),
  code('fasbab', 'family', 'toilet', 'toilet'),
  code('kloset', 'family', 'closet', 'closet'),
  code('buang_tinja', 'family', 'faeces_disposal', 'disposal'),
  owned('ada_tabung_gas', 'asset_gas_5kg'),
  owned('ada_lemari_es', 'asset_fridge'),
  owned('ada_ac', 'asset_ac'),
  owned('ada_pemanas', 'asset_water_heater'),
  owned('ada_telepon', 'asset_landline'),
  owned('ada_tv', 'asset_flat_tv'),
  owned('ada_laptop', 'asset_computer'),
  owned('ada_sepeda', 'asset_bicycle'),
  owned('ada_motor', 'asset_motorcycle'),
  owned('ada_mobil', 'asset_car'),
  owned('ada_perahu', 'asset_boat'),
  owned('ada_motor_tempel', 'asset_motor_boat'),
  owned('ada_perahu_motor', 'asset_motor_boat'),
  owned('ada_kapal', 'asset_motor_boat'),
  { column: 'luas_atb', level: 'family', variable: 'asset_farmland_ha', reading: { kind: 'hectares' } },
  owned('rumah_lain', 'asset_other_house'),
  ...['jumlah_sapi', 'jumlah_kerbau', 'jumlah_kuda'].map(
    (column): ColumnRule => ({
      column,
      level: 'family',
      variable: 'livestock_large',
      reading: { kind: 'whole' },
    }),
  ),
  ...['jumlah_babi', 'jumlah_kambing'].map(
    (column): ColumnRule => ({
      column,
      level: 'family',
      variable: 'livestock_small',
      reading: { kind: 'whole' },
    }),
  ),
  { column: 'nama', level: 'person', variable: 'name', reading: { kind: 'text' } },
  { column: 'tgl_lahir', level: 'person', variable: 'birth_date', reading: { kind: 'date' } },
  code('jenis_kelamin', 'person', 'sex', 'sex'),
  code('status_kawin', 'person', 'marital_status', 'maritalStatus'),
  code('jenis_cacat', 'person', 'disability', 'disability'),
  code('penyakit_kronis', 'person', 'chronic_illness', 'illness'),
  code('partisipasi_sekolah', 'person', 'school_participation', 'schooling'),
  code('pendidikan_tertinggi', 'person', 'education_level', 'level'),
  code('ijazah_tertinggi', 'person', 'education_certificate', 'certificate'),
  code('sta_bekerja', 'person', 'worked', 'worked'),
  code('lapangan_usaha', 'person', 'industry', 'industry'),
  code('status_pekerjaan', 'person', 'work_status', 'workStatus'),
]

/** Without these a file is not a SIKS-NG export of families and their members. */
export const requiredColumns = [
  'kdprop',
  'kdkab',
  'kdkec',
  'kddesa',
  'nama',
  'nik',
  'nokk',
  'hubungan',
] as const

/** Columns that are read for what they are: keys, places, numbers. */
export const structuralColumns = [
  ...requiredColumns,
  'idbdt',
  'ruta6',
  'idartbdt',
  'nama_sls',
  'nama_krt',
  'jumlah_art',
] as const

export type StructuralColumn = (typeof structuralColumns)[number]

/** Known columns of the export that feed nothing. */
export const passedOver: readonly string[] = [
  'nopesertapbdt',
  'nopesertapkh',
  'nopesertakks2016',
  'nopesertapbi',
  'pesertakip',
  'sta_lahan',
  'kondisi_dinding',
  'kondisi_atap',
  'jumlah_kamar',
  'nomor_meter_air',
  'cara_peroleh_airminum',
  'nomor_gas',
  'ada_emas',
  'aset_tak_bergerak',
  'sta_art_usaha',
  'sta_kks',
  'sta_kip',
  'sta_kis',
  'sta_bpjs_mandiri',
  'sta_jamsostek',
  'sta_asuransi',
  'sta_pkh',
  'sta_rastra',
  'sta_kur',
  'sta_keberadaan_rt',
]
