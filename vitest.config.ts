import { defineConfig } from 'vitest/config'

/**
 * Five suites: `unit` needs nothing, `store` a PostgreSQL, `journey` a browser, `corpus` the real data beside the
 * repository, `spark` a server, which `npm run test:spark` starts.
 */
export default defineConfig({
  test: {
    projects: [
      suite('unit', ['src/**/*.test.ts', 'tests/unit/**/*.test.ts'], 60_000, [
        'src/**/*.{store,journey,corpus,spark}.test.ts',
      ]),
      suite('store', ['src/**/*.store.test.ts', 'tests/store/**/*.test.ts'], 120_000),
      suite('journey', ['src/**/*.journey.test.ts', 'tests/journey/**/*.test.ts'], 240_000),
      suite('corpus', ['src/**/*.corpus.test.ts', 'tests/corpus/**/*.test.ts'], 240_000),
      ...(process.env['MUTAKHIR_SPARK'] === undefined
        ? []
        : [suite('spark', ['src/**/*.spark.test.ts'], 900_000)]),
    ],
  },
})

function suite(name: string, include: string[], testTimeout: number, exclude: string[] = []) {
  return {
    test: {
      name,
      include,
      exclude: ['**/node_modules/**', ...exclude],
      testTimeout,
      hookTimeout: testTimeout,
      maxWorkers: 2,
    },
  }
}
