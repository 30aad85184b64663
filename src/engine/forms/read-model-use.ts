import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { problemCatalogue } from '../../kernel/index.ts'
import type { ModelUse } from '../../questionnaire/index.ts'
import { parseModel } from '../../ranking/index.ts'

const problems = problemCatalogue({
  noModel: {
    status: 400,
    id: 'Berkas {file} bukan model pemeringkatan. Pakai hasil `mutakhir ranking train`.',
    en: 'The file {file} is no ranking model. Use what `mutakhir ranking train` wrote.',
  },
})

/** What a model, as `ranking train` writes it, reads of a family. Throws `noModel` for a file that is none. */
export async function readModelUse(file: string): Promise<ModelUse> {
  try {
    const model = parseModel(z.json().parse(JSON.parse(await readFile(file, 'utf8'))))
    return {
      model: model.spec.name,
      expressions: model.features.map(({ sql }) => sql),
      members: model.spec.members,
    }
  } catch {
    throw problems.noModel({ file })
  }
}
