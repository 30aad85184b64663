import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nameForm } from './name-form.ts'

const joined = (name: string) => nameForm(name).joined

test.each([
  [
    'Muhammad Ali',
    ['MUHAMAD ALI', 'Moh. Ali', 'Moch Ali', 'M. Ali', 'Mohd. Ali', 'H. Muh Ali', 'MUCHAMAD ALI', 'H. M. ALI'],
  ],
  [
    'Ahmad Yani',
    ['Achmad Yani', 'AKHMAT YANI', 'Ahmad Yani, S.Pd.', 'Drs. H. Ahmad Yani M.Si', 'Ahmad Yani S. Pd. I.'],
  ],
  ['Siti Nurhayati', ['ST. NUR HAYATI', 'Sitti Noorhayati', 'Hj. Siti Nurhayati', 'Siti Noer Hayati']],
  ['Abdul Rahman', ['Abd. Rahman', 'ABDOEL RACHMAN', 'AbdulRahman', 'Alm. Abdul Rahman']],
  ['Suharto', ['SOEHARTO', 'Soeharto, Alm.', "Su'harto"]],
  ['Joko Cahyo', ['Djoko Cahyo', 'JOKO  CAHYO', 'Tn. Joko Cahyo S.H.']],
  ['Nyoman Rai', ['Njoman Rai', 'Ir. Nyoman Rai']],
  ['Ali Umar', ['Ali bin Umar', 'ALI, UMAR']],
  ['José María', ['JOSE MARIA']],
])('%s is found behind each of its spellings', (name, spellings) => {
  expect(spellings.map(joined)).toEqual(spellings.map(() => joined(name)))
})

test('exchanged words give the same sorted form', () => {
  expect(nameForm('Nur Siti').sorted).toBe(nameForm('SITI NOER').sorted)
})

test.each(['IT', 'NA70', 'H', 'St', 'Ir', 'Drs. H.', 'Ng', 'Bin', 'H. Bin'])(
  'the odd name %s keeps its words',
  (name) => {
    expect(joined(name)).not.toBe('')
  },
)

test('different people stay apart', () => {
  const names = [
    'Siti Aminah',
    'Siti Aminuddin',
    'Slamet',
    'Slamet Riyadi',
    'Panji',
    'Pandi',
    'Ali Umar',
    'Umar',
  ]
  expect(new Set(names.map(joined)).size).toBe(names.length)
})

test('a name without letters or digits has empty forms', () => {
  expect(nameForm(' .,- ')).toEqual({ normal: '', joined: '', sorted: '', firstCode: '', lastCode: '' })
})

test('the first code skips words that say little, unless nothing else is there', () => {
  expect(nameForm('Muhammad Rizki').firstCode).toBe(nameForm('Rizky').firstCode)
  expect(nameForm('Ni Wayan Sukerti').firstCode).toBe(nameForm('Sukerti').firstCode)
  expect(nameForm('Siti').firstCode).not.toBe('')
})

test('case, spaces around and accents change nothing', () => {
  const name = fc
    .array(fc.constantFrom('a', 'E', 'i', 'h', 'M', 'S', 't', '.', ' ', 'é', "'", '7', '-'))
    .map((list) => list.join(''))
  fc.assert(
    fc.property(name, (text) => {
      expect(nameForm(` ${text.toLowerCase()} `)).toEqual(nameForm(text.toUpperCase()))
      expect(nameForm(text.normalize('NFD'))).toEqual(nameForm(text))
    }),
  )
})
