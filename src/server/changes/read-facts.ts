import type { Issue } from '../../kernel/index.ts'
import { type Codebook, type Level, checkValue, findVariable } from '../../questionnaire/index.ts'
import type { Facts } from '../../registry/index.ts'

export type FactsRead = { readonly facts: Facts; readonly issues: readonly Issue[] }

/** Values as typed, as the codebook has them; an empty one says nothing. */
export function readTypedFacts(
  codebook: Codebook,
  level: Level,
  typed: Readonly<Record<string, string | number>>,
): FactsRead {
  const facts: Record<string, string | number> = {}
  const issues: Issue[] = []
  for (const [name, value] of Object.entries(typed)) {
    const variable = findVariable(codebook, level, name)
    const text = String(value).trim()
    if (!variable || variable.type === 'secret' || name === 'relation') issues.push(unknown(name))
    else if (text !== '') {
      issues.push(...checkValue(variable, text))
      facts[name] = variable.type === 'integer' || variable.type === 'decimal' ? Number(text) : text
    }
  }
  return { facts, issues }
}

function unknown(name: string): Issue {
  return {
    code: 'variable_unknown',
    severity: 'error',
    where: { column: name },
    params: { variable: name },
    message: {
      id: `Keterangan "${name}" tidak ada dalam kuesioner.`,
      en: `The questionnaire has no "${name}".`,
    },
  }
}
