import { parseModel, renderModel } from '../../src/ranking/index.ts'

/** The bytes of a small model with figures, whose name tells it apart. */
export function modelDocument(name: string): string {
  const area = { coefficients: [13, -0.2], means: [0.3], line: 12.9, households: 600 }
  const errors = [0.1, 0.2, 0.3, 0.4].map((quota) => ({ quota, value: 0.6 - quota / 2, se: 0.01 }))
  return renderModel(
    parseModel({
      format: 'mutakhir-ranking-model/1',
      spec: {
        name,
        id: 'family_id',
        outcome: 'y',
        weights: { hh: 'w', person: 'p' },
        psu: 'psu',
        district: 'regency_code',
        features: [
          {
            name: 'floor_earth',
            sql: `floor = '8'`,
            group: 'housing',
            label: { id: 'lantai tanah', en: 'earth floor' },
          },
        ],
      },
      features: [
        {
          name: 'floor_earth',
          sql: `floor = '8'`,
          group: 'housing',
          label: { id: 'lantai tanah', en: 'earth floor' },
          mean: 0.3,
          scale: 0.4,
        },
      ],
      attention: 0,
      penalties: { ridge: 1, intercept: 100, slope: 1000 },
      sigma: 0.4,
      calibration: { from: -1, step: 1, probabilities: [0.16, 0.5, 0.84] },
      national: area,
      provinces: {},
      districts: { '97.01': area },
      trainedOn: { dataSha256: '0'.repeat(64), households: 600, psus: 60, folds: 10, foldSeed: 1 },
      covariance: [0.01, 0, 0.0025],
      validation: {
        quota: 0.4,
        r2: 0.5,
        spearman: 0.7,
        errors,
        calibration: [{ said: 0.3, found: 0.32, se: 0.02 }],
        lorenz: [
          { persons: 0, byWelfare: 0, byScore: 0 },
          { persons: 1, byWelfare: 1, byScore: 1 },
        ],
        groups: [
          {
            by: 'household_size',
            group: '1-2',
            households: 80,
            share: 0.1,
            poor: 0.2,
            selected: 0.05,
            exclusion: 0.8,
            exclusionSe: 0.04,
            inclusion: 0.1,
          },
        ],
      },
      codeVersion: '0',
      codeSha256: '0'.repeat(64),
    }),
  )
}
