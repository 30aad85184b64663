/** Day 0 in days before 1970-01-01: 1899-12-30, which is right from 1 March 1900 on, or 1904-01-01. */
const epochDays = { 1900: 25_569, 1904: 24_107 }

/**
 * A serial number of a sheet as an ISO date, with the time when it has one (`2025-08-17T07:30:00`), or as a time alone
 * when it is below one day. Excel counts a day that never was, 29 February 1900 (ECMA-376 part 1, section 18.17.4.1).
 */
export function serialDateText(raw: string, system: 1900 | 1904): string | undefined {
  const serial = Number(raw)
  if (raw === '' || !(serial >= 0) || serial >= 2_958_466) return undefined
  const early = system === 1900 && serial >= 1 && serial < 60 ? 1 : 0
  const seconds = Math.round((serial + early - epochDays[system]) * 86_400)
  const [date = '', time = ''] = new Date(seconds * 1000).toISOString().slice(0, 19).split('T')
  if (serial < 1) return time
  return time === '00:00:00' ? date : `${date}T${time}`
}

/** Whether numbers so formatted are dates or times: codes of section 18.8.30 that show a day, month, year, hour or second. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return builtIn.some(([from, to]) => id >= from && id <= to)
  const bare = code.replace(/"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '').replace(/general/gi, '')
  return /[dmyhs]/i.test(bare)
}

const builtIn: readonly (readonly [number, number])[] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
]
