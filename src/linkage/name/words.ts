/**
 * Words of Indonesian names that are no part of the name, or have many spellings. Titles and degrees may stand on a
 * family card but not in a deed (Permendagri 73/2022, art. 4-5), so a comparison must not see them.
 */

/** Before the name: honours, degrees, marks of the dead. One-letter H is haji. */
export const frontTitles: ReadonlySet<string> = new Set(
  'H HJ KH HJH DRS DRA IR DR DRG PROF TGK UST USTZ R RR RD RADEN NY TN SDR BPK ALM ALMH ALMARHUM ALMARHUMAH'.split(
    ' ',
  ),
)

/** After the name: degrees, written without their stops. */
export const backTitles: ReadonlySet<string> = new Set(
  (
    'SPD SPDI SPDSD SE SEI SH SHI SSOS SSOSI SKOM ST STP SAG SP SPT SPI SIP SIKOM SKM SKEP SKED SFARM SSI SPSI SHUT ' +
    'SSN SSTP STR STRKEB SAP SAK BA BSC AMD AMDKEB AMDKEP AMK AMAPD MPD MPDI MSI MM MH MHUM MKES MKOM MAG MT MSC ' +
    'MBA MAP MAK MKN PHD LC NERS CN ALM ALMH'
  ).split(' '),
)

/** Between the name and the father's name: left out by one register, written by the other. */
export const connectors: ReadonlySet<string> = new Set(['BIN', 'BINTI'])

/** So common, or so bound to sex and order of birth (Bali), that they say little when they come first. */
export const weakWords: ReadonlySet<string> = new Set(
  'MUHAMAD ABDUL SITI NUR I NI WAYAN PUTU GEDE MADE KADEK NENGAH NYOMAN KOMANG KETUT'.split(' '),
)

/** The one spelling of a word with many, after the spelling reforms have been applied. */
export function expandWord(word: string, isFirst: boolean): string {
  if (isFirst && word === 'M') return 'MUHAMAD'
  if (isFirst && (word === 'ST' || word === 'STI')) return 'SITI'
  const family = wordFamilies.find(({ pattern }) => pattern.test(word))
  return family ? family.word : word
}

const wordFamilies: readonly { readonly word: string; readonly pattern: RegExp }[] = [
  { word: 'MUHAMAD', pattern: /^(M[UO]H(AM[AE][DT])?|M[UO]?HD|MHMD)$/ },
  { word: 'AHMAD', pattern: /^AHM[AE][DT]$/ },
  { word: 'ABDUL', pattern: /^ABDU?L?$/ },
  { word: 'NUR', pattern: /^NOR$/ },
]
