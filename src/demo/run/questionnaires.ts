import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type OpenRegistry, keepForm, keepPilot, releaseForm } from '../../cycle/index.ts'
import { type CompiledForm } from '../../questionnaire/index.ts'
import { compileSource, readGains, readPilot, sha256Of } from '../../engine/index.ts'
import { type AccountId, type AreaId, seedOf, seededIds, seededRandom } from '../../kernel/index.ts'
import type { ActorDb } from '../../store/index.ts'
import { simulatePilot } from '../pilot/simulate-pilot.ts'

type Office = {
  readonly areaId: AreaId
  readonly ids: () => string
  readonly author: AccountId
}

const folder = join(import.meta.dirname, '../../../instruments')
const instruments = ['keluarga', 'konsumsi', 'forum', 'kunjungan-ulang', 'daftar-ulang'] as const

/** Publishes our own questionnaires, and leaves a pilot of a made one with three bad questions, to be decided. */
export async function publishInstruments(
  { store }: OpenRegistry,
  areaId: AreaId,
  author: AccountId,
  seed: number,
): Promise<void> {
  const office: Office = { areaId, author, ids: seededIds(seededRandom(seedOf(seed, 'questionnaires'))) }
  const files = await Promise.all(
    instruments.map(async (name) => ({
      name: `${name}.md`,
      bytes: await readFile(join(folder, `${name}.md`)),
    })),
  )
  await store.asOwner(async (db) => {
    for (const file of files) await publish(await keep(file, office)(db), office)(db)
    await holdPilot(office, seed)(db)
  })
}

type Kept = { readonly formVersionId: string; readonly compiled: CompiledForm }

const keep =
  (file: { readonly name: string; readonly bytes: Uint8Array }, { areaId, ids, author }: Office) =>
  async (db: ActorDb): Promise<Kept> => {
    const formVersionId = ids()
    const { compiled, issues } = compileSource(file)
    const upload = {
      formVersionId,
      areaId,
      file: { ...file, sha256: sha256Of(Buffer.from(file.bytes).toString('utf8')) },
      uploadedBy: author,
    }
    if (!compiled || !(await keepForm(upload, compiled, issues)(db)))
      throw new Error(`the demo could not keep ${file.name}`)
    return { formVersionId, compiled }
  }

const publish = ({ formVersionId, compiled }: Kept, { areaId, author }: Office) =>
  releaseForm({
    action: 'publish',
    formVersionId,
    areaId,
    formId: compiled.form.settings.formId,
    version: compiled.form.settings.version,
    reason: 'Instrumen baku pemutakhiran triwulan II.',
    publishedBy: author,
  })

const holdPilot =
  (office: Office, seed: number) =>
  async (db: ActorDb): Promise<void> => {
    const { form, interviews, gains } = simulatePilot({ seed, households: 160 })
    const { formVersionId, compiled } = await keep(fileOf('uji-coba.md', form), office)(db)
    const files = interviews.flatMap(({ id, submission, audit }) => [
      fileOf(`${id}/submission.xml`, submission),
      fileOf(`${id}/audit.csv`, audit),
    ])
    const { data, issues } = readPilot(files, compiled.dictionary)
    const found = readGains(fileOf('gains.csv', gains)).items
    await keepPilot({
      pilotId: office.ids(),
      areaId: office.areaId,
      formVersionId,
      name: 'Uji coba kuesioner rekaan di delapan desa',
      filesSha256: sha256Of(interviews.map(({ submission, audit }) => submission + audit).join('')),
      data,
      settings: { pairs: [], critical: [], stable: [], expected: interviews.length, gains: new Map(found) },
      issues,
      createdBy: office.author,
    })(db)
  }

function fileOf(name: string, text: string) {
  return { name, bytes: new TextEncoder().encode(text) }
}
