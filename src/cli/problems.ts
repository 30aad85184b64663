import { problemCatalogue } from '../kernel/index.ts'

/** Wrong calls of the command: they end it with 2. */
export const problems = problemCatalogue({
  valueUnknown: {
    status: 400,
    id: '{what}: "{given}" tidak dikenal. Yang dikenal: {known}.',
    en: '{what}: "{given}" is not known. Known are: {known}.',
  },
})
