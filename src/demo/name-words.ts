import type { Sex } from './identity-numbers.ts'

const words = (text: string): readonly string[] => text.split(' ')

/** Second names of the last decades, in every tradition without surnames. */
export const youngSecond: Readonly<Record<Sex, readonly string[]>> = {
  male: words(
    'Pratama Ramadhan Saputra Maulana Firmansyah Kurniawan Hidayat Nugroho Setiawan Wijaya Alfarizi Permana Fadillah Hakim Akbar Syahputra Prasetya Wicaksono Nurrohman',
  ),
  female: words(
    'Putri Azzahra Ramadhani Maharani Nuraini Safitri Lestari Khoirunnisa Permatasari Oktaviani Anggraini Rahmawati Salsabila Aprilia Maulida Wulandari Kirana Fadhilah',
  ),
}

/** Balinese birth order, counted round: the fifth child is Wayan again. */
export const balineseBirthOrder: readonly (readonly string[])[] = [
  words('Wayan Putu Gede'),
  words('Made Kadek Nengah'),
  words('Nyoman Komang'),
  words('Ketut'),
]

/** Words that are never a whole name. */
export const neverAlone: readonly string[] = words(
  'Muhammad Mohammad Moh Ahmad Abdul Abd Siti Sitti Nur Nurul Dwi Tri Andi Ummi Hosnol Uswatun Faizatul',
)

/** Odd names that are valid: people bear such, and forms have refused them. */
export const oddNames: readonly string[] = words('It O Yu Ga Thr Andy10 Saiton Tuhan Nabi Rawe')

/** Spellings of one word, for the errors of lists and for what people are called. */
export const spellingSets: readonly (readonly string[])[] = [
  'Muhammad Muhamad Mohammad Mohamad Mochammad Mochamad Mukhamad Muh Moh Moch M Mohd',
  'Ahmad Achmad Akhmad Akhmat Ahmat',
  'Abdul Abd Abdoel Abdull',
  'Nur Noor Nor Noer',
  'Siti Sitti St Site',
  'Yusuf Yusup Jusuf Yoesoef',
  'Rahmat Rachmat Rohmat Rakhmat',
  'Rahman Rachman Rohman Rakhman',
  'Saiful Syaiful Saeful Syaeful',
  'Syarifuddin Sarifudin Syarifudin Saripudin',
  'Khoirul Khairul Chairul Khaerul Hoirul',
  'Zainal Zaenal Jaenal Zainul',
  'Rizki Rizky Riski Rizqi Rezky',
  'Aisyah Aisiyah Aisah Aisyiah',
  'Khadijah Hadijah Chodijah Kodijah',
  'Fatimah Patimah Fatmah',
  'Hidayat Hidayah Hidayatulloh Hidayatullah',
  'Fitri Fitria Fitriah Fitriyah Pitri',
  'Faisal Faizal Paisal',
  'Sutrisno Soetrisno Sutresno',
  'Joko Djoko',
  'Cahyono Tjahjono Cahyana',
  'Wijaya Widjaja Wijaja',
  'Yuliana Juliana Yuliyana',
  'Wahyu Wachyu Wahju',
  'Sri Srie Sry',
  'Nurhayati Noorhayati Nurhayatie',
  'Rahmawati Rachmawati Rohmawati',
  'Dwi Dwie',
  'Yohanes Johanes Yohannes Johannes',
  'Yosef Yoseph Josef Yosep',
  'Slamet Selamet Slamat',
  'Suyatno Sujatno Soeyatno',
  'Ningsih Ningseh Ningsi',
  'Lestari Lestary',
  'Sulastri Soelastri',
  'Setiawan Setyawan Setiyawan',
  'Nugroho Noegroho Nugraha',
].map(words)
