import type { Sex } from './identity-numbers.ts'

/** Born before 1965, before 1992, or later. */
export type Cohort = 'old' | 'middle' | 'young'

export const traditionNames = [
  'jawa',
  'sunda',
  'madura',
  'melayu',
  'batak',
  'minang',
  'bugis',
  'bali',
  'timur',
  'tionghoa',
] as const
export type TraditionName = (typeof traditionNames)[number]

/**
 * The words of one naming tradition. `surnames` go from father to child (a wife keeps her own); `oneWord` is the share
 * of one-word names by cohort.
 */
export type Tradition = {
  readonly share: number
  readonly oneWord: Readonly<Record<Cohort, number>>
  readonly given: Readonly<Record<Sex, Readonly<Record<Cohort, readonly string[]>>>>
  readonly second: Readonly<Record<Sex, readonly string[]>>
  readonly surnames: readonly string[]
}

const words = (text: string): readonly string[] => text.split(' ')

/** Given names of the last decades that are heard in every Muslim tradition. */
const youngMuslim = {
  male: words(
    'Muhammad Ahmad Rizky Rizki Fajar Ilham Fadhil Rafi Farhan Dimas Arya Bagas Daffa Alif Zaki Naufal Raihan Ibrahim Fauzan Galang Iqbal Hafiz Reza Yusuf Akbar Gilang Azka Rasya',
  ),
  female: words(
    'Aisyah Nabila Putri Zahra Salsabila Aulia Nur Siti Fitri Khadijah Naila Alya Rahma Nisa Anindya Intan Dinda Kayla Amelia Safira Hanifah Keisya Citra Adelia Tiara Najwa Azzahra',
  ),
}
/** Written from general knowledge of naming; no list of real people was used. Shares are those of this invented regency. */
export const traditions: Readonly<Record<TraditionName, Tradition>> = {
  jawa: {
    share: 0.62,
    oneWord: { old: 0.55, middle: 0.2, young: 0.02 },
    given: {
      male: {
        old: words(
          'Slamet Paijo Ngadimin Wagiman Poniman Sukiman Suparman Sutrisno Mulyono Sugeng Kasiman Sarno Tukiman Parto Kromo Darmo Samiran Karto Suyatno Ngatijo Wakidi Legiman Paimin Tugiman Sastro Marto Sudarmo Supardi Rebo Wagino Jumadi Kusno',
        ),
        middle: words(
          'Agus Bambang Joko Budi Eko Dwi Tri Wahyu Hariyanto Supriyadi Teguh Heru Sigit Yanto Edi Purwanto Sunaryo Mujiono Priyono Widodo Suroso Sumarno Rudi Arif Didik Nanang Hari Sutopo Wawan Imam Untung Triyono Sapto Giyanto',
        ),
        young: [
          ...words('Bayu Dimas Galih Aditya Yoga Bagus Dwiki Krisna Panji Wisnu Satria Raka Andika'),
          ...youngMuslim.male,
        ],
      },
      female: {
        old: words(
          'Painem Wagiyem Tuminah Ngatini Suminah Partini Kasinem Sutinem Mujinah Legiyem Ponirah Rubiyem Sarinem Tukinah Saminah Sukinah Jumirah Paniyem Kartini Warsiti Sumirah Kamsinah Ngatmi Satinah Rukmini Waginah',
        ),
        middle: words(
          'Sri Endang Sulastri Sumarni Rahayu Dewi Ratna Indah Siti Wiwik Titik Yuni Tutik Suprihatin Purwanti Murni Nanik Retno Dwi Tri Eni Lilik Mujiati Ika Rini Kustini Suwarni Umi Ninik Yayuk',
        ),
        young: [
          ...words(
            'Novita Anggraini Wulandari Ayu Dyah Laras Sekar Kinanti Galuh Melati Puspita Ratih Rizki',
          ),
          ...youngMuslim.female,
        ],
      },
    },
    second: {
      male: words(
        'Santoso Wibowo Susilo Nugroho Prasetyo Setiawan Hidayat Utomo Purnomo Saputra Widodo Raharjo Hartono Sulistyo Kuncoro Suryanto Budiman Riyanto Cahyono Wijayanto',
      ),
      female: words(
        'Wahyuni Lestari Rahayu Handayani Astuti Ningsih Wulandari Purwanti Kusumawati Hastuti Setyowati Widyastuti Utami Suryani Mulyani Nurjanah Sulistyowati Kurniasih',
      ),
    },
    surnames: [],
  },
  sunda: {
    share: 0.13,
    oneWord: { old: 0.45, middle: 0.15, young: 0.03 },
    given: {
      male: {
        old: words(
          'Oman Entis Tatang Ujang Encep Aep Omo Sarman Karna Uju Dayat Emod Sukarna Juhana Adang Ojo Endang Sahdi',
        ),
        middle: words(
          'Asep Dede Cecep Dadang Iwan Jajang Nandang Yayat Deden Ade Agus Dedi Wawan Yana Maman Ahmad Aang Rohman',
        ),
        young: [...words('Ujang Rian Rangga Gilang Asep Deni Yogi Irfan'), ...youngMuslim.male],
      },
      female: {
        old: words('Entin Iis Euis Icih Onih Enok Emih Anih Uum Isah Oyoh Mimin Nyai Ecin Itoh'),
        middle: words(
          'Neng Nining Cucu Ai Tati Yeni Imas Lilis Elis Nia Rina Titin Iis Dedeh Ela Eulis Teti Wiwin',
        ),
        young: [...words('Neng Rina Resti Silvi Santi Rosi Yulia Lisna'), ...youngMuslim.female],
      },
    },
    second: {
      male: words(
        'Sutisna Suryana Hidayat Kurnia Permana Ruhiyat Suherman Sopandi Supriatna Mulyana Rustandi Gunawan Koswara Solihin',
      ),
      female: words(
        'Nurjanah Rohaeti Sumiati Komariah Mulyani Rosmiati Nuraeni Kurniasih Rohimah Suryati Hasanah Marlina',
      ),
    },
    surnames: [],
  },
  madura: {
    share: 0.07,
    oneWord: { old: 0.7, middle: 0.4, young: 0.1 },
    given: {
      male: {
        old: words(
          'Marsuki Matruki Sahri Musawwir Hosen Saleh Misnadin Durahman Sukri Marhawi Tohir Madrai Samsuri',
        ),
        middle: words(
          'Hosen Sahri Moh Abd Mohammad Ahmad Fathor Holil Mashudi Rofik Junaidi Zainuddin Syaiful Misbahul',
        ),
        young: [...words('Moh Fathor Holil Rofiqi Ubaidillah Khoirul'), ...youngMuslim.male],
      },
      female: {
        old: words('Hotimah Sumiyati Maryam Busiyah Sittina Nisa Murdiya Maimunah Satuni Rumani Hayati'),
        middle: words('Hosniyah Hotijah Siti Nur Musrifah Rukayyah Zainab Sumiyati Maisaroh Faizah Hamidah'),
        young: [...words('Siti Hosnol Uswatun Faizatul Qomariyah Ummi'), ...youngMuslim.female],
      },
    },
    second: {
      male: words('Rahman Holil Hasan Rasyid Arifin Jalil Karim Fawaid Basri Hamid Rohman Syukri'),
      female: words('Hotimah Hasanah Jannah Maryam Kholifah Fitriyah Hidayati Azizah Rohmah Wahdah'),
    },
    surnames: [],
  },
  melayu: {
    share: 0.06,
    oneWord: { old: 0.3, middle: 0.12, young: 0.02 },
    given: {
      male: {
        old: words(
          "Rusli Junaidi Hasan Zainal Abdul Muhammad Idris Saman Ma'ruf Mansur Tarmizi Usman Bakri Rohim",
        ),
        middle: words(
          "Ahmad Syaiful Ridwan Jamaludin Muhammad Abdul Zulkarnain Hamdani Irwan Saiful Nu'man Fahmi Burhan Sabarudin",
        ),
        young: [...words('Muhammad Raka Fikri Hafizh Dzaky Luthfi'), ...youngMuslim.male],
      },
      female: {
        old: words(
          "Aminah Zubaidah Rohana Maimunah Halimah Fatimah Rokiah Sapiah Sa'diyah Salmah Rahmah Kalsum",
        ),
        middle: words('Siti Nur Fatimah Rohani Yusnita Marlina Nurhayati Zuraida Hamidah Mardiana Suryani'),
        young: [...words('Siti Nur Nurul Zahira Syifa Qonita'), ...youngMuslim.female],
      },
    },
    second: {
      male: words('Rahman Hakim Karim Yusuf Ibrahim Effendi Syah Rozak Basri Hasyim Latif Ghani'),
      female: words('Hasanah Aini Jannah Hayati Zahra Laila Fitriah Rohmah Asiah Mariam'),
    },
    surnames: [],
  },
  batak: {
    share: 0.03,
    oneWord: { old: 0, middle: 0, young: 0 },
    given: {
      male: {
        old: words(
          'Marulak Sahat Poltak Togar Parlindungan Hotman Jaintan Monang Tumpal Binsar Saut Mangapul',
        ),
        middle: words(
          'Rudi Daniel Andreas Hotman Jonatan Binsar Ramses Jhonson Parulian Hendrik Benny Maruli',
        ),
        young: words('Daniel Andreas Jonatan Yosua Gabriel Samuel Christian Kevin David Ruben Marcel Felix'),
      },
      female: {
        old: words('Tiurma Lamria Duma Hotmauli Nurhaida Rosmaida Tiarma Saulina Rusmina Tiominar'),
        middle: words('Risma Melva Maria Rosmaida Lidia Delima Romauli Erika Tetty Sondang Masta'),
        young: words('Maria Grace Lidia Christina Yohana Debora Stefani Natalia Angel Ruth Tasya Esther'),
      },
    },
    second: {
      male: words('Parulian Hasudungan Partogi Halomoan Tua'),
      female: words('Uli Rotua Novalina Hotmaida Margareta'),
    },
    surnames: words(
      'Siregar Nasution Harahap Lubis Hutagalung Simanjuntak Situmorang Sinaga Sihombing Nainggolan Manurung Ginting Sembiring Tarigan Purba Damanik Pasaribu Silalahi Hutapea Marpaung',
    ),
  },
  minang: {
    share: 0.02,
    oneWord: { old: 0.5, middle: 0.25, young: 0.03 },
    given: {
      male: {
        old: words('Syafril Zulkifli Yusrizal Bustanul Djamaris Nazaruddin Syamsuir Amirudin Ramli'),
        middle: words('Afrizal Syahrial Erizal Hendri Rizaldi Yosrizal Dasril Efrizal Nofrizal Mardison'),
        young: [...words('Rizaldi Fajri Hanif Aldi'), ...youngMuslim.male],
      },
      female: {
        old: words('Yulinar Rosmaniar Yusnidar Nurlaili Nurbaiti Syamsinar Darwanis Rohana'),
        middle: words('Desmawati Fitriani Syafrida Yulidar Erniwati Gusniar Refnita Elvi Murniati'),
        young: [...words('Vivi Suci Rahmi Wulan'), ...youngMuslim.female],
      },
    },
    second: {
      male: words('Chaniago Koto Piliang Tanjung Sikumbang Malik Putra Ilyas Saputra'),
      female: words('Putri Sari Fitri Yanti Rahmi Oktavia Hayati'),
    },
    surnames: [],
  },
  bugis: {
    share: 0.02,
    oneWord: { old: 0.5, middle: 0.2, young: 0.02 },
    given: {
      male: {
        old: words('Baso Ambo Syamsuddin Mappa Lamuddin Sanusi Hasanuddin Beddu Nurdin Tajuddin'),
        middle: words('Sudirman Iskandar Andi Muhammad Abdul Syarifuddin Kaharuddin Anwar Jamaluddin Rustam'),
        young: [...words('Andi Muh Arham Wahyu Aswar'), ...youngMuslim.male],
      },
      female: {
        old: words('Besse Indo Hasnah Nurhayati Mardiana Hadrah Sitti Rosmiati Daeng'),
        middle: words('Rahmawati Rosmiati Andi Sitti Nurhaedah Hasnawati Darmawati Nurlina Herlina'),
        young: [...words('Andi Nurul Sri Widya Ainun'), ...youngMuslim.female],
      },
    },
    second: {
      male: words('Rahman Rauf Tahir Latief Kadir Hamzah Saleh Mansyur Basir'),
      female: words('Rahman Amir Sari Wahyuni Ramli Aulia Tahir Syam'),
    },
    surnames: [],
  },
  bali: {
    share: 0.02,
    oneWord: { old: 0, middle: 0, young: 0 },
    given: {
      male: { old: ['I'], middle: ['I'], young: ['I'] },
      female: { old: ['Ni'], middle: ['Ni'], young: ['Ni'] },
    },
    second: {
      male: words('Sudarma Suarta Wirawan Adnyana Sujana Mahendra Sudiana Artawan Budiarta Parwata Sukerta'),
      female: words('Suartini Wati Sukerti Ariani Suryani Widiani Lestari Sudiani Astuti Puspawati'),
    },
    surnames: [],
  },
  timur: {
    share: 0.02,
    oneWord: { old: 0, middle: 0, young: 0 },
    given: {
      male: {
        old: words('Yohanes Yosef Petrus Markus Fransiskus Paulus Yakobus Simon Lukas'),
        middle: words('Agustinus Yohanes Stefanus Kornelis Marthen Melkianus Benediktus Wilhelmus'),
        young: words('Fransiskus Mario Kristian Yosua Alfredo Rivaldo Yohanes Dominggus Imanuel'),
      },
      female: {
        old: words('Maria Martha Theresia Yuliana Katarina Elisabeth Dorkas Ribka'),
        middle: words('Agustina Yosefina Yuliana Margaretha Adolfina Ferderika Maria Wilhelmina'),
        young: words('Maria Theresia Natalia Yohana Febriana Kristina Selviana Angelina'),
      },
    },
    second: {
      male: words('Yosef Maria Antonius Kristoforus'),
      female: words('Goreti Fransiska Imakulata Magdalena'),
    },
    surnames: [
      'Da Costa',
      ...words(
        'Wenda Kogoya Tabuni Rumbiak Wanggai Pattiasina Latuconsina Tuhumury Bere Seran Nenobais Lobo Tefa Manuhutu',
      ),
    ],
  },
  tionghoa: {
    share: 0.01,
    oneWord: { old: 0, middle: 0, young: 0 },
    given: {
      male: {
        old: words('Hendra Rudy Budi Tjandra Hadi'),
        middle: words('Hendra Andi Steven Budi Hartono Wandi'),
        young: words('Kevin Steven Jason Michael Vincent Darren'),
      },
      female: {
        old: words('Lina Mei Yenny Linda Suryati'),
        middle: words('Linda Susanti Yenny Lily Fenny'),
        young: words('Michelle Jessica Clara Vania Cindy'),
      },
    },
    second: { male: words('Kurnia Surya Setia'), female: words('Kurnia Dewi Permata') },
    surnames: words('Wijaya Halim Salim Gunawan Tanoto Lim Tan Hartanto Kusuma'),
  },
}
