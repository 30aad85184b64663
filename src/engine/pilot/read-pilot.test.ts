import { expect, test } from 'vitest'
import { compileForm } from '../../questionnaire/index.ts'
import { assessPilot } from '../../quality/index.ts'
import { parseMarkdown } from '../../sheets/index.ts'
import { readDecisions, readGains, readNotes, readPilot } from './index.ts'

const form = `
| survey | type | name | label | relevant |
| | text | pencacah | Pencacah | |
| | text | id_keluarga | Keluarga | |
| | integer | kunjungan | Kunjungan | |
| | begin group | rumah | Rumah | |
| | select_one ya | punya | Punya rumah? | |
| | integer | luas | Luas? | \${punya} = '1' |
| | end group | | | |
| | begin repeat | anggota | Anggota | |
| | integer | umur | Umur? | |
| | end repeat | | | |

| choices | list_name | name | label |
| | ya | 1 | Ya |
| | ya | 2 | Tidak |
| | ya | 8 | Tidak tahu |

| settings | form_id |
| | f |
`
const { dictionary } = compileForm(parseMarkdown(form))
const file = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) })
const settings = { gains: new Map(), pairs: [], stable: [], critical: [], expected: undefined }
const cardsOf = (read: ReturnType<typeof readPilot>) =>
  new Map(assessPilot(read.data, settings).cards.map((card) => [card.name, card]))

const submission = (id: string, body: string) =>
  file(
    `${id}/submission.xml`,
    `<f id="f" version="1" xmlns="x">${body}<meta><instanceID>${id}</instanceID></meta></f>`,
  )

test('a blank element was asked, and one that is not there was not', () => {
  const read = readPilot(
    [
      submission(
        'a',
        '<pencacah>p</pencacah><rumah><punya>1</punya><luas/></rumah><anggota><umur>4</umur></anggota><anggota><umur/></anggota>',
      ),
      submission('b', '<pencacah>p</pencacah><rumah><punya>8</punya></rumah>'),
    ],
    dictionary,
  )
  const cards = cardsOf(read)
  expect(cards.get('luas')).toMatchObject({ shown: 1, nonresponse: { share: 1 } })
  expect(cards.get('punya')).toMatchObject({ shown: 2, dontKnow: { share: 0.5 } })
  expect(cards.get('umur')).toMatchObject({ shown: 2, nonresponse: { share: 0.5 } })
  expect([...cards.keys()]).not.toContain('pencacah')
})

test('the log tells seconds, edits, refused answers and ways back', () => {
  const log = `event,node,start,end,old-value,new-value
form start,,1000,,,
question,/f/rumah/punya,1000,5000,,1
question,/f/rumah/luas,5000,6000,,
constraint error,/f/rumah/luas,6000,,,
question,/f/rumah/punya,6000,7000,1,2
question,/f/rumah/luas,7000,9000,,30
`
  const cards = cardsOf(
    readPilot(
      [submission('a', '<rumah><punya>2</punya><luas>30</luas></rumah>'), file('a/audit.csv', log)],
      dictionary,
    ),
  )
  expect(cards.get('punya')).toMatchObject({
    medianSeconds: 5,
    editsPer100: 100,
    backJumpsPer100: 100,
    constraintErrorsPer100: 0,
  })
  expect(cards.get('luas')).toMatchObject({
    medianSeconds: 3,
    editsPer100: 0,
    backJumpsPer100: 0,
    constraintErrorsPer100: 100,
  })
})

test('tables of ODK Central are read, and what they cannot tell is not guessed', () => {
  const main = `SubmissionDate,rumah-punya,rumah-luas,SubmitterName,KEY
2026-01-01,1,,Ani,uuid:1
2026-01-01,2,,Budi,uuid:2
`
  const members = 'umur,PARENT_KEY,KEY\n3,uuid:1,uuid:1/anggota[1]\n,uuid:1,uuid:1/anggota[2]\n'
  const read = readPilot([file('f.csv', main), file('f-anggota.csv', members)], dictionary)
  expect(read.data.interviews.map(({ enumerator }) => enumerator)).toEqual(['Ani', 'Budi'])
  const cards = cardsOf(read)
  expect(cards.get('luas')).toMatchObject({ nonresponse: null, medianSeconds: null })
  expect(cards.get('punya')).toMatchObject({ shown: 2, nonresponse: { share: 0 } })
  expect(cards.get('umur')).toMatchObject({ shown: 2 })
  expect(read.issues.map(({ code }) => code)).toContain('pilot.no_logs')
  const logs =
    'instance ID,event,node,start,end\nuuid:1,question,/f/rumah/luas,1000,3000\nuuid:2,question,/f/rumah/punya,1000,2000\n'
  const logged = cardsOf(readPilot([file('f.csv', main), file('f - audit.csv', logs)], dictionary))
  expect(logged.get('luas')).toMatchObject({ shown: 1, nonresponse: { share: 1 }, medianSeconds: 2 })
})

test('what cannot be read is said, and other forms are left out', () => {
  const codes = (...files: readonly { name: string; bytes: Uint8Array<ArrayBuffer> }[]) =>
    readPilot(files, dictionary).issues.map(({ code, severity }) => `${severity} ${code}`)
  expect(codes(file('a.xml', '<f id="f">'))).toEqual([
    'warning pilot.not_readable',
    'error pilot.no_interviews',
  ])
  expect(codes(file('a.xml', '<!DOCTYPE f><f id="f"/>'))).toContain('warning pilot.not_readable')
  expect(codes(file('a.xml', '<g id="g"/>'))).toEqual(['error pilot.no_interviews'])
})

test('a second visit is compared with the first, whoever came', () => {
  const visit = (id: string, visited: string, by: string, answer: string) =>
    submission(
      id,
      `<pencacah>${by}</pencacah><id_keluarga>${id.slice(0, 2)}</id_keluarga><kunjungan>${visited}</kunjungan><rumah><punya>${answer}</punya></rumah>`,
    )
  const read = readPilot(
    ['11', '12', '13', '14'].flatMap((home, index) => [
      visit(`${home}-1`, '1', 'p', index < 2 ? '1' : '2'),
      visit(`${home}-2`, '2', index === 0 ? 'p' : 'q', index < 3 ? '1' : '2'),
    ]),
    dictionary,
  )
  // R: table (2, 0; 1, 1) of four pairs: agreement .75, by chance .5, kappa .5.
  expect(cardsOf(read).get('punya')?.retest).toEqual({
    pairs: 4,
    gdr: 0.25,
    ioi: 50,
    kappa: 0.5,
    byOthers: 0.75,
  })
})

test('tables of gains, decisions and notes say which row cannot be used', () => {
  expect(readGains(file('g.csv', 'item,points\nluas,0.2\npunya,x\n'))).toMatchObject({
    items: [['luas', 0.2]],
    issues: [{ where: { row: 3 } }],
  })
  const decisions = readDecisions(
    file(
      'd.csv',
      'item,verdict,reason,by,on\nluas,drop,Tidak berguna,Sri,2026-02-01\n,go,Sudah baik,Sri,2026-02-02\nluas,go,Salah jenis,Sri,2026-02-02\nluas,keep,,Sri,2026-02-02\n',
    ),
  )
  expect(decisions.items.map(({ item, verdict }) => [item, verdict])).toEqual([
    ['luas', 'drop'],
    ['', 'go'],
  ])
  expect(decisions.issues.map(({ where }) => where.row)).toEqual([4, 5])
  expect(
    readNotes(
      file(
        'n.csv',
        'item,round,probe,quote,problem,by,on\nluas,1,Apa?,"Meter, kan?",comprehension,Sri,2026-02-01\nluas,1,,,salah,Sri,2026-02-01\n',
      ),
    ),
  ).toMatchObject({
    items: [{ item: 'luas', problem: 'comprehension' }],
    issues: [{ where: { row: 3 } }],
  })
})
