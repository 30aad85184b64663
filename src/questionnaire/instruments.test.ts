import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { parseMarkdown } from '../sheets/index.ts'
import { familyCodebook } from './builtin-codebook.ts'
import { variablesOf } from './codebook.ts'
import { compileForm } from './compile-form.ts'
import { guideParts } from './manual/guide.ts'
import { manualOf } from './manual/manual.ts'
import { roles } from './manual/roles.ts'
import { readCodebook } from './read-codebook.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const instrument = (name: string) =>
  readCodebook(parseMarkdown(readFileSync(`${root}instruments/${name}.md`, 'utf8')))

test('what is generated is up to date', () => {
  expect(
    execFileSync(process.execPath, ['scripts/generate.ts', '--check'], { cwd: root, encoding: 'utf8' }),
  ).toBe('')
})

const names = readdirSync(`${root}instruments`).filter((file) => file.endsWith('.md') && file !== 'README.md')
const compiled = (file: string) =>
  compileForm(parseMarkdown(readFileSync(`${root}instruments/${file}`, 'utf8')))

test('there is an instrument for each occasion', () => {
  expect(names).toEqual(['daftar-ulang.md', 'forum.md', 'keluarga.md', 'konsumsi.md', 'kunjungan-ulang.md'])
})

test.each(names)('%s compiles without an issue, every question explained in both languages', (file) => {
  const { issues, xform, form } = compiled(file)
  expect(issues).toEqual([])
  expect(xform).toBeDefined()
  const manuals = roles.map((role) => manualOf(form, role))
  expect(manuals.find(({ sections }) => sections.length > 0)?.chapters).not.toEqual([])
  for (const { guide, label } of manuals.flatMap(({ sections }) => sections.flatMap(({ items }) => items))) {
    expect(label).toMatchObject({ id: /./, en: /./ })
    for (const part of guideParts) if (guide[part]) expect(guide[part]).toMatchObject({ id: /./, en: /./ })
  }
})

test('the revisit asks for variables of the family under their names, with their codes', () => {
  const [again, first] = ['kunjungan-ulang.md', 'keluarga.md'].map((file) => compiled(file).dictionary.items)
  const asked = (again ?? []).filter(
    ({ groups, name }) => groups.includes('again') && name !== 'member_count',
  )
  expect(asked).toHaveLength(9)
  for (const { name, type, categories } of asked) {
    const same = first?.find((item) => item.name === name)
    expect([name, type, categories.map(({ code }) => code)]).toEqual([
      same?.name,
      same?.type,
      same?.categories.map(({ code }) => code),
    ])
  }
})

/** Registry, snapshot and models know the variables by these names: a name that changes here breaks them. */
const kept = {
  family:
    'address latitude longitude kk_number families_in_house tenure land_proof floor_area_m2 floor wall roof drinking_water lighting power pln_meter_id cooking_fuel toilet closet faeces_disposal asset_gas_5kg asset_fridge asset_ac asset_water_heater asset_landline asset_flat_tv asset_gold_g asset_computer asset_motorcycle asset_bicycle asset_car asset_boat asset_motor_boat asset_smartphone asset_farmland_ha asset_other_land asset_other_house livestock_large livestock_small',
  person:
    'name nik sex birth_date relation marital_status school_participation education_level education_certificate worked industry work_status business_count business_industry disability chronic_illness',
}

test.each(['family', 'person'] as const)('the variables of a %s keep their names', (level) => {
  expect(
    variablesOf(familyCodebook, level)
      .map((variable) => variable.name)
      .join(' '),
  ).toBe(kept[level])
})

test('identity numbers are secret, and nothing else is', () => {
  const secret = familyCodebook.variables.filter((variable) => variable.type === 'secret')
  expect(secret.map((variable) => variable.name)).toEqual(['kk_number', 'nik'])
})

test('the consumption form asks 14 groups of food and 20 lines of other goods', () => {
  const { sheets } = parseMarkdown(readFileSync(`${root}instruments/konsumsi.md`, 'utf8'))
  const asked =
    sheets.find((sheet) => sheet.name === 'survey')?.rows.map((row) => row.cells[1]?.text ?? '') ?? []
  const count = (prefix: string) => asked.filter((name) => name.startsWith(prefix)).length
  expect([count('week_'), count('month_'), count('year_')]).toEqual([14, 10, 10])
  expect(instrument('konsumsi').codebook.variables.at(-1)).toMatchObject({
    name: 'expenditure_per_head',
    level: 'family',
  })
})
