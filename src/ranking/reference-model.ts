import type { Model } from './model.ts'

/** What a model needs beside its coefficients, for tests that are about something else: normal errors, no figures. */
export const bareModel: Pick<
  Model,
  'calibration' | 'covariance' | 'validation' | 'codeVersion' | 'codeSha256'
> = {
  calibration: { from: -1, step: 1, probabilities: [0.16, 0.5, 0.84] },
  covariance: [],
  validation: {
    quota: 0.4,
    r2: 0.5,
    spearman: 0.7,
    errors: [],
    calibration: [],
    lorenz: [],
    groups: [],
  },
  codeVersion: '0',
  codeSha256: '',
}
