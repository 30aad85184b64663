import { problemCatalogue } from '../../kernel/index.ts'

/** Why nothing can be linked. */
export const problems = problemCatalogue({
  linkageRefused: {
    status: 422,
    id: 'Data ini tidak dapat dipadankan: {first}',
    en: 'These data cannot be linked: {firstEn}',
  },
})
