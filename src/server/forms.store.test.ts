import { afterAll, beforeAll, expect, test } from 'vitest'
import { unpackZip } from '../sheets/index.ts'
import { sql } from '../sql/index.ts'
import { eachStore, temporaryFolder } from '../../tests/support/stores.ts'
import { type Caller, type TestServer, openTestServer, signedIn } from '../../tests/support/test-server.ts'
import { type Places, fillTwoVillages, uploadOf } from '../../tests/support/two-villages.ts'
import { z } from 'zod'

const form = (version: string, more = '', choice = 'Milik') => `
| survey | type | name | label | relevant |
| | select_one tanah | lahan | Lahan? | |
| | integer | hutang | Hutang? | \${lahan} = '2' |
${more}
| choices | list_name | name | label |
| | tanah | 1 | ${choice} |
| | tanah | 2 | Sewa |
| settings | form_title | form_id | version |
| | Rumah | rumah_baru | ${version} |
`

eachStore((store) => {
  const stack = new AsyncDisposableStack()
  let server: TestServer
  let places: Places
  let author: Caller

  beforeAll(async () => {
    server = await openTestServer(store(), await temporaryFolder(stack))
    stack.defer(() => server.app.close())
    places = await fillTwoVillages(server)
    author = await signedIn(server, 'statistician', places.parent.areaId, 'Sri')
  })
  afterAll(() => stack.disposeAsync())

  const upload = async (text: string, name = 'rumah.md') =>
    (await author.call('POST', '/api/forms', uploadOf(name, text))).json()

  test('a form with errors is sent back with the row that is wrong, and nothing is kept', async () => {
    const answer = await upload(form('1.0.0', '| | select_one kota | asal | Asal? | |'))
    expect(answer).toMatchObject({ formVersionId: null, errors: 1, general: [] })
    expect(answer.rows).toMatchObject([
      { sheet: 'survey', row: 4, issues: [{ severity: 'error', message: { id: /./, en: /./ } }] },
    ])
    expect(answer.rows[0].cells).toContainEqual({
      column: 'A',
      heading: 'type',
      text: 'select_one kota',
      hit: true,
    })
    const { items } = (await author.call('GET', '/api/forms')).json()
    expect(items.map(({ formId }: { formId: string }) => formId)).not.toContain('rumah_baru')
  })

  test('versions are kept side by side, compared, and one of them is out', async () => {
    const { formVersionId: first } = await upload(form('1.0.0'))
    expect(await upload(form('1.0.0', '', 'Milik sendiri'))).toMatchObject({
      code: 'formVersionTaken',
      status: 409,
    })
    const { formVersionId: second } = await upload(form('2.0.0', '', 'Milik sendiri'))
    const compared = (await author.call('GET', `/api/forms/${second}/comparison/${first}`)).json()
    expect(compared).toMatchObject({ weight: 'major', retrain: true, changes: [{ subject: 'tanah' }] })

    const publish = (id: string, action = 'publish') =>
      author.call('POST', `/api/forms/${id}/${action}`, { reason: 'hasil uji coba' })
    const out = async () =>
      (await author.call('GET', '/api/forms'))
        .json()
        .items.filter(
          ({ published, formId }: { published: boolean; formId: string }) =>
            published && formId === 'rumah_baru',
        )
        .map(({ version }: { version: string }) => version)
    expect((await publish(first)).statusCode).toBe(200)
    expect(await out()).toEqual(['1.0.0'])
    expect((await publish(first)).json()).toMatchObject({ code: 'formStandsSo' })
    await publish(second)
    expect(await out()).toEqual(['2.0.0'])
    await publish(second, 'withdraw')
    expect(await out()).toEqual([])
    const actions = await store().asOwner((db) =>
      db.many(
        z.object({ action: z.string() }),
        sql`select action from audit_entry where action like 'form.%' and subject = any(${[first, second]}::text[]) order by seq`,
      ),
    )
    expect(actions.map(({ action }) => action)).toEqual([
      'form.upload',
      'form.upload',
      'form.publish',
      'form.publish',
      'form.withdraw',
    ])
  })

  test('nothing of a version can be rewritten', async () => {
    await expect(
      store().asOwner((db) => db.run(sql`update form_version set xform = ''`)),
    ).rejects.toMatchObject({ code: '23001' })
    await expect(store().asOwner((db) => db.run(sql`delete from form_publication`))).rejects.toMatchObject({
      code: '23001',
    })
  })

  test('a form of the office above is used below, and published by its office alone', async () => {
    const { formVersionId } = await upload(form('3.0.0'))
    const below = await signedIn(server, 'statistician', places.own.areaId)
    expect((await below.call('GET', `/api/forms/${formVersionId}`)).json()).toMatchObject({
      formId: 'rumah_baru',
    })
    const refused = await below.call('POST', `/api/forms/${formVersionId}/publish`, { reason: 'coba saja' })
    expect(refused.json()).toMatchObject({ code: 'outsideArea', status: 403 })
  })

  test('everything that a version becomes can be downloaded', async () => {
    const { formVersionId } = await upload(form('4.0.0'))
    const { files } = (await author.call('GET', `/api/forms/${formVersionId}`)).json()
    expect(files).toEqual(expect.arrayContaining(['xlsform', 'form.xml', 'codebook.ddi.xml', 'ms-var.csv']))
    const texts = new Map<string, string>()
    for (const file of files) {
      const { statusCode, body } = await author.call('GET', `/api/forms/${formVersionId}/files/${file}`)
      expect([file, statusCode]).toEqual([file, 200])
      texts.set(file, body)
    }
    expect(texts.get('xlsform')).toBe(form('4.0.0'))
    expect(texts.get('form.xml')).toContain('id="rumah_baru" version="4.0.0"')
  })

  test('files beside a form are kept under the names that it uses, and go with it', async () => {
    const media = form(
      '4.1.0',
      '| | note | lihat | Lihat | | \n| | select_one_from_file desa.csv | desa | Desa? | |',
    )
      .replace('| label | relevant |', '| label | relevant | image |')
      .replace('| Lihat | |', '| Lihat | | rumah.png |')
    const { formVersionId } = await upload(media)
    const page = async () => (await author.call('GET', `/api/forms/${formVersionId}`)).json()
    const send = async (name: string, text: string) =>
      (await author.call('POST', `/api/forms/${formVersionId}/media`, uploadOf(name, text))).json()
    const fetchMedia = (name: string) => author.call('GET', `/api/forms/${formVersionId}/media/${name}`)
    expect((await page()).media).toMatchObject([
      { name: 'desa.csv', size: null },
      { name: 'rumah.png', size: null },
    ])
    expect(await send('gudang.png', 'x')).toMatchObject({ code: 'formMediaUnknown' })
    await send('rumah.png', 'lama')
    expect(await send('rumah.png', 'gambar')).toMatchObject({ media: [{ size: null }, { size: 6 }] })
    await send('desa.csv', 'name,label\n7,Suka Maju\n')
    expect((await fetchMedia('rumah.png')).body).toBe('gambar')
    expect((await fetchMedia('gudang.png')).statusCode).toBe(404)

    const answer = `<data id="rumah_baru" version="4.1.0"><lahan>1</lahan><desa>8</desa></data>`
    const checked = (
      await author.call('POST', `/api/forms/${formVersionId}/answers`, uploadOf('submission.xml', answer))
    ).json()
    expect(checked.issues.map(({ code }: { code: string }) => code)).toEqual(['answers.not_offered'])

    await author.call('POST', `/api/forms/${formVersionId}/publish`, { reason: 'hasil uji coba' })
    expect(await send('rumah.png', 'baru')).toMatchObject({ code: 'formMediaOut', status: 409 })
    await author.call('POST', `/api/forms/${formVersionId}/withdraw`, { reason: 'hasil uji coba' })
  })

  test('everything that a version becomes is gathered in one archive', async () => {
    const { formVersionId } = await upload(form('4.2.0'))
    const url = `/api/forms/${formVersionId}/prepared/everything.zip`
    expect((await author.call('GET', url)).statusCode).toBe(404)
    expect((await author.call('POST', url)).statusCode).toBe(202)
    await server.settle()
    const { files } = unpackZip(
      { name: 'a.zip', bytes: (await author.call('GET', url)).rawPayload },
      () => true,
    )
    expect(files.map(({ name }) => name)).toEqual([
      'rumah.md',
      'form.xml',
      'codebook.json',
      'codebook.csv',
      'codebook.html',
      'codebook.ddi.xml',
      'ms-var.csv',
      'pedoman/kuis.csv',
      ...['pencacah', 'pengawas', 'instruktur'].flatMap((role) => [
        `pedoman/pedoman-${role}.html`,
        `pedoman/pedoman-${role}.pdf`,
      ]),
    ])
  })

  test('a submission is checked by the version that made it', async () => {
    const { formVersionId } = await upload(form('5.0.0'))
    const check = async (xml: string) =>
      (
        await author.call('POST', `/api/forms/${formVersionId}/answers`, uploadOf('submission.xml', xml))
      ).json()
    const answer = (version: string, lahan: string) =>
      `<data id="rumah_baru" version="${version}"><lahan>${lahan}</lahan></data>`
    expect(await check(answer('5.0.0', '1'))).toMatchObject({ outcome: 'accepted', issues: [] })
    expect(await check(answer('5.0.0', '7'))).toMatchObject({
      outcome: 'accepted',
      issues: [{ code: 'answers.not_offered', where: { column: 'lahan' } }],
    })
    expect(await check(answer('4.0.0', '1'))).toMatchObject({
      outcome: 'refused',
      issues: [{ code: 'answers.wrong_version' }],
    })
  })

  test('a pilot is measured in the background, and decided with a reason that stays', async () => {
    const { formVersionId } = await upload(form('6.0.0'))
    const rows = 'lahan,hutang,pencacah,KEY\n1,,Ani,uuid:1\n2,,Budi,uuid:2\n2,50,Ani,uuid:3\n'
    const { pilotId } = (
      await author.call(
        'POST',
        `/api/pilots?formVersionId=${formVersionId}&name=Uji%20satu&expected=4`,
        uploadOf('rumah.csv', rows),
      )
    ).json()
    await server.settle()
    const read = async () => (await author.call('GET', `/api/pilots/${pilotId}`)).json()
    const pilot = await read()
    expect(pilot).toMatchObject({
      name: 'Uji satu',
      proposal: 'no_go',
      verdict: null,
      assessment: { interviews: 3, enumerators: 2, logs: 0 },
    })
    expect(pilot.assessment.gates).toContainEqual(
      expect.objectContaining({ gate: 'loss', value: 1, state: 'failed' }),
    )
    const decide = async (body: object) =>
      (await author.call('POST', `/api/pilots/${pilotId}/decisions`, body)).json()
    expect(await decide({ item: 'hutang', verdict: 'go', reason: 'salah jenis' })).toMatchObject({
      code: 'pilotVerdictUnfit',
    })
    expect(await decide({ item: 'tidak_ada', verdict: 'drop', reason: 'tidak ada' })).toMatchObject({
      code: 'pilotItemUnknown',
    })
    expect(await decide({ item: 'hutang', verdict: 'drop', reason: '' })).toMatchObject({
      code: 'requestMalformed',
    })
    await decide({ item: 'hutang', verdict: 'drop', reason: 'tidak terjawab' })
    await decide({ item: '', verdict: 'go', reason: 'sudah diperiksa' })
    await decide({ item: '', verdict: 'no_go', reason: 'satu wawancara hilang' })
    expect(await read()).toMatchObject({
      verdict: 'no_go',
      decisions: [{ item: 'hutang', by: 'Sri' }, { verdict: 'go' }, { verdict: 'no_go' }],
    })
    await upload(form('6.1.0').replace('Hutang?', 'Berapa hutang?'))
    const html = (
      await author.call(
        'GET',
        `/api/pilots/${pilotId}/report/html?language=en&households=1000&rupiahPerDay=150000`,
      )
    ).body
    expect(html).toContain('confirmed by Sri')
    expect(html).toContain('satu wawancara hilang')
    expect(html).toMatch(/From version 6\.0\.0 to 6\.1\.0[^]*Berapa hutang\?/)
  })

  test('data that cannot be read end the job with words', async () => {
    const { formVersionId } = await upload(form('7.0.0'))
    const { jobId } = (
      await author.call(
        'POST',
        `/api/pilots?formVersionId=${formVersionId}&name=Uji%20kosong`,
        uploadOf('x.zip', 'bukan zip'),
      )
    ).json()
    await server.settle()
    expect((await author.call('GET', `/api/jobs/${jobId}`)).json()).toMatchObject({
      state: 'failed',
      failure: { id: /./, en: /./ },
    })
  })
})
