const settings = {
  id: 'key',
  columns: { title: ['judul'] },
  comparisons: [
    { column: 'title', as: 'words', frequency: true },
    { column: 'maker', as: 'text', edits: [1], similar: [0.9], swapped_with: 'seller' },
    { column: 'person', as: 'name' },
    { column: 'price', as: 'number', within: [0.1, 0.3], relative: true },
    { column: 'made', as: 'date', frequency: true },
    { column: 'code', as: 'digits' },
    { column: 'place', as: 'area', prefixes: [4, 2] },
    { column: 'kind', as: 'exact', frequency: true },
  ],
  blocking: [
    'code',
    'last(code, 4)',
    'word(title, 1), kind',
    'first(maker, 3), year(made)',
    'last(maker, 2), month(made), day(made)',
    'sorted(person), place',
    'joined(person), first(place, 2)',
    'first_sound(person), last_sound(person), made',
    'price',
    'title',
    'kind, maker',
  ],
  links: 'best',
  keep: 0.0001,
}

const left = [
  'key, title ,maker,seller,person,price,made,code,place,kind',
  'a1,Red wooden chair,Jati Indah,Toko A,Siti Nurhayati,100.5,1999-04-03,001234,32.01,chair',
  'a2,"Blue, steel table",Baja,Toko B,H. Moh. Ali,2000,03/04/2001,77,32.02,table',
  'a3,Lamp,,,,,,,,',
]
const right = [
  'key,JUDUL,maker,seller,person,price,made,code,place,kind',
  '1,chair red WOODEN,Jati Indahh,Toko A,Noorhayati Sitti,"100,5",3-4-1999,1234,3201,Chair',
  '2,Blue steel table,Toko B,Baja,Muhammad Ali,2100,20010403,78,3202,table',
  '3,Lamp,n/a,-,,,,null,,',
]

/** Two small files whose settings hold every kind of comparison and every part of a rule, written in many ways. */
export const everyKind = { settings, left, right }
