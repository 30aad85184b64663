/** Invented names, and words to join to more of them. Any likeness to a real place is chance. */
export const provinceName = 'Provinsi Contoh'
export const regencyName = 'Kabupaten Sukamaju Raya'

/** The first is the capital. The last two are those that were split off. */
export const districtNames = [
  'Sukamaju',
  'Wonosejati',
  'Karangmulya',
  'Tanjungharapan',
  'Sumberarum',
  'Banyuwening',
  'Girirahayu',
  'Padasuka Baru',
  'Telagasari Indah',
  'Rejomakmur',
  'Mekarwangi Timur',
  'Purwasedya',
] as const

export const villageFirstParts = [
  'Suka',
  'Karang',
  'Wono',
  'Sumber',
  'Banyu',
  'Mekar',
  'Giri',
  'Tirta',
  'Purwa',
  'Sido',
  'Rejo',
  'Telaga',
  'Tanjung',
  'Kembang',
  'Randu',
  'Waru',
  'Jati',
  'Cempaka',
  'Sari',
  'Bumi',
] as const

export const villageSecondParts = [
  'asri',
  'rahayu',
  'makmur',
  'jaya',
  'mulya',
  'sari',
  'harjo',
  'wangi',
  'luhur',
  'agung',
  'tengah',
  'lestari',
  'bakti',
  'sedya',
  'indah',
  'kencana',
  'mukti',
  'arum',
  'tentrem',
  'waluya',
] as const

export const streetNames = [
  'Melati',
  'Kenanga',
  'Merpati',
  'Cendana',
  'Flamboyan',
  'Pahlawan',
  'Merdeka',
  'Pemuda',
  'Gotong Royong',
  'Masjid',
  'Pasar Lama',
  'Balai Desa',
  'Sawah Lega',
  'Kali Bening',
] as const
