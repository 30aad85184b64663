import { createWriteStream } from 'node:fs'
import { mkdir, readFile, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { FastifyRequest } from 'fastify'
import { orRemove } from '../uploads/receive-file.ts'
import { problems } from '../problems.ts'

const named = /^[\w][\w.-]{0,120}$/
const examples = join(import.meta.dirname, '../../../examples/ranking')

/** Where surveys are kept: a CSV or Parquet file, or a folder laid out like a snapshot. They stay as long as a model. */
export function surveysOf(folder: string): string {
  return join(folder, 'surveys')
}

export async function listSurveys(folder: string): Promise<{ name: string; bytes: number }[]> {
  const names = (await readdir(surveysOf(folder)).catch(() => [])).filter((name) => named.test(name)).sort()
  return await Promise.all(
    names.map(async (name) => ({ name, bytes: await sizeOf(join(surveysOf(folder), name)) })),
  )
}

async function sizeOf(path: string): Promise<number> {
  if (!(await stat(path)).isDirectory()) return (await stat(path)).size
  const names = await readdir(path, { recursive: true })
  const sizes = await Promise.all(names.map((name) => stat(join(path, name))))
  return sizes.reduce((sum, entry) => sum + (entry.isFile() ? entry.size : 0), 0)
}

/** The path of a survey. @throws Problem `surveyNotThere`. */
export async function getSurvey(folder: string, name: string): Promise<string> {
  const known = await listSurveys(folder)
  if (!known.some((survey) => survey.name === name)) throw problems.surveyNotThere({ survey: name })
  return join(surveysOf(folder), name)
}

/** Keeps a file that was sent under its own name. @throws Problem `fileMissing`, `surveyNameTaken`, `bodyTooLarge`. */
export async function receiveSurvey(request: FastifyRequest, folder: string, id: string): Promise<string> {
  const part = request.isMultipart() ? await request.file() : undefined
  if (!part) throw problems.fileMissing()
  const name = part.filename.replace(/[^\w.-]/g, '_').replace(/^\W+/, '')
  if (!/\.(csv|parquet)$/.test(name)) throw problems.fileNotReadable()
  await mkdir(surveysOf(folder), { recursive: true, mode: 0o700 })
  const known = await listSurveys(folder)
  if (known.some((survey) => survey.name === name)) throw problems.surveyNameTaken()
  const aside = join(surveysOf(folder), `.${id}`)
  await orRemove(aside, async () => {
    await pipeline(part.file, createWriteStream(aside, { mode: 0o600 }))
    if (part.file.truncated) throw problems.bodyTooLarge()
    await rename(aside, join(surveysOf(folder), name))
  })
  await rm(aside, { force: true })
  return name
}

/** The specs that come with the program, to start from. */
export async function exampleSpecs(): Promise<{ name: string; text: string }[]> {
  const names = (await readdir(examples)).filter((name) => name.endsWith('.json')).sort()
  return await Promise.all(
    names.map(async (name) => ({ name, text: await readFile(join(examples, name), 'utf8') })),
  )
}
