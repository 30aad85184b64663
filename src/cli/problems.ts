import { problemCatalogue } from '../kernel/index.ts'

/** Wrong calls of the command: they end it with 2. */
export const problems = problemCatalogue({
  valueUnknown: {
    status: 400,
    id: '{what}: "{given}" tidak dikenal. Yang dikenal: {known}.',
    en: '{what}: "{given}" is not known. Known are: {known}.',
  },
  sparkMissing: {
    status: 400,
    id: 'Alamat Spark belum disebut. Tambahkan --spark sc://server:15002, atau isi variabel SPARK_REMOTE.',
    en: 'The address of Spark is missing. Add --spark sc://server:15002, or set the variable SPARK_REMOTE.',
  },
})
