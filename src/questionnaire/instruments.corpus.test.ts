import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { parseMarkdown } from '../sheets/index.ts'
import type { FormModel, Question } from './form/form-model.ts'
import { value } from './form/form-rows.ts'
import { messageOf } from './form/form-texts.ts'
import { questionsOf } from './form/walk.ts'
import { readForm } from './form/read-form.ts'

const corpus =
  process.env['MUTAKHIR_CORPUS'] ?? fileURLToPath(new URL('../../../shared/data', import.meta.url))
const file = `${corpus}/indonesia/instruments.json`
const present = existsSync(file)
const source = present ? 'instruments.json' : `skipped: ${file} not found`

const official = z.object({
  regsosek22k: z.array(z.object({ id: z.string(), choices: z.record(z.string(), z.string()).optional() })),
  dtsen2025: z.object({
    individual: z.array(z.string()),
    family: z.array(z.string()),
    assets_as_counts: z.array(z.string()),
  }),
})

const form: FormModel = readForm(
  parseMarkdown(readFileSync(new URL('../../instruments/keluarga.md', import.meta.url), 'utf8')),
  { report: () => undefined, lenient: false },
)

const questions = questionsOf(form.nodes)
const itemsOf = (question: Question, instrument: string) =>
  value(question.row, 'item')
    .split(' ')
    .filter((item) => item.startsWith(`${instrument}:`))
    .map((item) => item.slice(instrument.length + 1))

/** `jenis_lantai_terluas` of `jenis_lantai_terluas`, `provinsi` of `kode/nama provinsi`, `lokasi` of `lokasi lat/lon`. */
const word = (entry: string) => /\w+/.exec(entry.replace(/^kode\/nama /, ''))?.[0] ?? ''

test.skipIf(!present)(`every variable of DTSEN is asked (${source})`, () => {
  const { individual, family, assets_as_counts } = official.parse(
    JSON.parse(readFileSync(file, 'utf8')),
  ).dtsen2025
  const asked = new Set(questions.flatMap((question) => itemsOf(question, 'dtsen')))
  const wanted = [...individual, ...family, ...assets_as_counts].map(word)
  expect(wanted).toHaveLength(53)
  expect(wanted.filter((item) => !asked.has(item))).toEqual([])
  expect([...asked].filter((item) => !wanted.includes(item) && item !== 'usia')).toEqual([])
})

test.skipIf(!present)(
  `the codes of every item of Regsosek that is asked are those of Regsosek (${source})`,
  () => {
    const items = new Map(
      official.parse(JSON.parse(readFileSync(file, 'utf8'))).regsosek22k.map((item) => [item.id, item]),
    )
    let compared = 0
    for (const question of questions) {
      for (const id of itemsOf(question, 'regsosek')) {
        expect(items.has(id), `${question.name}: regsosek:${id}`).toBe(true)
        const codes = Object.keys(items.get(id)?.choices ?? {})
        const choices = form.choices.get(question.list ?? '')
        if (!choices || codes.length === 0) continue
        expect(
          choices.map((choice) => choice.code),
          `${question.name}: regsosek:${id}`,
        ).toEqual(codes)
        for (const { label } of choices) expect(messageOf(label)).toMatchObject({ id: /./, en: /./ })
        compared += 1
      }
    }
    expect(compared).toBe(62)
    // What the assignment or the supervisor says, and is not asked of a family.
    const asked = new Set(questions.flatMap((question) => itemsOf(question, 'regsosek')))
    expect([...items.keys()].filter((id) => !asked.has(id))).toEqual([
      '106',
      '107',
      '109',
      '113',
      '202',
      '420a',
    ])
  },
)
