import { type Programme, type Quota, nationCode } from '../../targeting/index.ts'
import { problems } from './problems.ts'

/**
 * A quota is of areas within the one that is decided for.
 * @throws Problem `quotaOutside`
 */
export function requireQuotaWithin(areaCode: string, quota: readonly Quota[]): void {
  const outside = quota.find(
    ({ areaCode: code }) => areaCode !== nationCode && code !== areaCode && !code.startsWith(`${areaCode}.`),
  )
  if (outside) throw problems.quotaOutside({ code: outside.areaCode, area: areaCode })
}

const levels = {
  nation: { shape: /^ID$/, name: 'negara' },
  province: { shape: /^\d\d$/, name: 'provinsi' },
  regency: { shape: /^\d\d\.\d\d$/, name: 'kabupaten/kota' },
  district: { shape: /^(\d\d\.){2}\d\d$/, name: 'kecamatan' },
  village: { shape: /^(\d\d\.){3}\d{4}$/, name: 'desa/kelurahan' },
} as const

/**
 * A programme's quota is given to areas of one level.
 * @throws Problem `quotaLevel`
 */
export function requireQuotaLevel(level: Programme['quotaLevel'], quota: readonly Quota[]): void {
  const { shape, name } = levels[level]
  const other = quota.find(({ areaCode }) => !shape.test(areaCode))
  if (other) throw problems.quotaLevel({ code: other.areaCode, level: name })
}
