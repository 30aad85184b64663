/** What the headings of a sheet may be. */
export type Columns = {
  /** In the spelling that this room uses. */
  readonly known: readonly string[]
  /** Other spellings, one word or two parted by `::`. */
  readonly synonyms: Readonly<Record<string, string>>
  /** May be followed by a language. */
  readonly translatable: readonly string[]
}

/** Names parted by spaces. */
function words(text: string): readonly string[] {
  return text.split(/\s+/)
}

const media = ['image', 'big-image', 'audio', 'video']
const mediaSynonyms = Object.fromEntries(media.map((medium) => [`media::${medium}`, medium]))

const bindings = {
  readonly: 'read_only',
  relevant: 'relevant',
  required: 'required',
  constraint: 'constraint',
  calculate: 'calculation',
  'jr:constraintMsg': 'constraint_message',
  'jr:requiredMsg': 'required_message',
  'jr:noAppErrorString': 'no_app_error_string',
  'entities:saveto': 'save_to',
}

const controls = { appearance: 'appearance', autoplay: 'autoplay', rows: 'rows', 'jr:count': 'repeat_count' }

export const surveyColumns: Columns = {
  known: [
    ...words(`type name label hint guidance_hint relevant constraint constraint_message required
      required_message read_only calculation default appearance choice_filter repeat_count parameters
      trigger save_to autoplay rows intent disabled query no_app_error_string variable universe
      categories unit secret item compact_tag bind control instance media flat`),
    ...media,
  ],
  synonyms: {
    ...mediaSynonyms,
    ...Object.fromEntries(Object.entries(bindings).map(([from, to]) => [`bind::${from}`, to])),
    ...Object.fromEntries(Object.entries(controls).map(([from, to]) => [`control::${from}`, to])),
    body: 'control',
    readonly: 'read_only',
    relevance: 'relevant',
    calculate: 'calculation',
    constraining_message: 'constraint_message',
    requiredmsg: 'required_message',
    noapperrorstring: 'no_app_error_string',
    count: 'repeat_count',
    'jr:count': 'repeat_count',
    caption: 'label',
    command: 'type',
    tag: 'name',
    value: 'name',
  },
  translatable: ['label', 'hint', 'guidance_hint', 'constraint_message', 'required_message', ...media],
}

export const choiceColumns: Columns = {
  known: ['list_name', 'name', 'label', 'media', 'sms_option', ...media],
  synonyms: { ...mediaSynonyms, caption: 'label', value: 'name' },
  translatable: ['label', ...media],
}

export const settingColumns: Columns = {
  known: words(`form_id form_title version name default_language style instance_name public_key submission_url
      auto_send auto_delete client_editable allow_choice_duplicates namespaces clean_text_values
      omit_instanceid instance_id instance_xmlns attribute prefix flat delimiter english_title
      sms_keyword id_string`),
  synonyms: {
    set_form_title: 'form_title',
    title: 'form_title',
    set_form_id: 'form_id',
  },
  translatable: [],
}

const guideTexts =
  words(`definisi tujuan cara_tanya probing contoh_benar contoh_salah kasus_khusus sumber_bukti
  periksa konsep`)

/** The sheet `pedoman`. */
export const guideColumns: Columns = {
  known: ['name', 'standar', 'peran', ...guideTexts],
  synonyms: {
    definition: 'definisi',
    purpose: 'tujuan',
    how_to_ask: 'cara_tanya',
    probes: 'probing',
    right_examples: 'contoh_benar',
    wrong_examples: 'contoh_salah',
    special_cases: 'kasus_khusus',
    evidence: 'sumber_bukti',
    checks: 'periksa',
    concept: 'konsep',
    standard: 'standar',
    roles: 'peran',
  },
  translatable: guideTexts,
}

/** The sheet `bab`. */
export const chapterColumns: Columns = {
  known: ['peran', 'judul', 'isi'],
  synonyms: { title: 'judul', text: 'isi', roles: 'peran' },
  translatable: ['judul', 'isi'],
}

export const entityColumns: Columns = {
  known: ['list_name', 'entity_id', 'create_if', 'update_if', 'repeat', 'label'],
  synonyms: { dataset: 'list_name' },
  translatable: [],
}

/**
 * `label::English (en)` from `Label :: English (en)`, `image` from `media::image`; words of the format in small letters,
 * their synonyms replaced, and all others as they stand, since filters of choices name them. One colon parts as two do
 * in a sheet that has no `::`.
 */
export function canonicalHeading(text: string, columns: Columns, doubleColon: boolean): string {
  const whole = snakeCase(text)
  if (Object.hasOwn(columns.synonyms, whole) || columns.known.includes(whole))
    return canonicalWord(whole, columns)
  const [first = '', ...rest] = headingParts(text, doubleColon)
  const word = canonicalWord(snakeCase(first), columns)
  const base = columns.known.includes(word) ? word : first
  const [second, ...further] = rest
  const pair = `${base}::${second}`
  const known = Object.hasOwn(columns.synonyms, pair)
  return known ? [canonicalWord(pair, columns), ...further].join('::') : [base, ...rest].join('::')
}

/** A heading such as `label:English` beside others with `::`; it is a column of no meaning as it stands. */
export function isLooseLanguage(text: string, columns: Columns): boolean {
  const [, word = ''] = /^([^:]+):[^:]+$/.exec(text) ?? []
  return columns.translatable.includes(canonicalWord(snakeCase(word), columns))
}

function canonicalWord(word: string, { synonyms }: Columns): string {
  return Object.hasOwn(synonyms, word) ? (synonyms[word] ?? word) : word
}

function headingParts(text: string, doubleColon: boolean): readonly string[] {
  if (doubleColon || text.includes('::')) return text.split('::').map((part) => part.trim())
  return text
    .replaceAll(/\bjr:(?=\w)/g, 'jr\0')
    .split(':')
    .map((part) => part.trim().replace('\0', ':'))
}

function snakeCase(text: string): string {
  return text.trim().split(/\s+/).join('_').toLowerCase()
}
