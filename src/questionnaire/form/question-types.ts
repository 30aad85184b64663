/** What a type of question is to an XForm (https://getodk.github.io/xforms-spec). */
type QuestionType = {
  /** The element of the body; absent when nothing is asked. */
  readonly control?: string
  readonly mediatype?: string
  readonly bind?: Readonly<Record<string, string>>
  readonly hint?: string
}

const input = (type: string, more: Readonly<Record<string, string>> = {}): QuestionType => ({
  control: 'input',
  bind: { type, ...more },
})
const upload = (mediatype: string): QuestionType => ({
  control: 'upload',
  mediatype,
  bind: { type: 'binary' },
})
const preload = (kind: string, params: string, type = 'string'): QuestionType => ({
  bind: { type, 'jr:preload': kind, 'jr:preloadParams': params },
})
const property = (params: string): QuestionType => preload('property', params)
const days = (most: number): QuestionType => ({
  ...input('int', { constraint: `0 <= . and . <= ${most}` }),
  hint: `Enter a number 0-${most}.`,
})

/** By the name that this room uses. */
const types: Readonly<Record<string, QuestionType>> = {
  text: input('string'),
  integer: input('int'),
  decimal: input('decimal'),
  date: input('date'),
  time: input('time'),
  dateTime: input('dateTime'),
  barcode: input('barcode'),
  geopoint: input('geopoint'),
  geoshape: input('geoshape'),
  geotrace: input('geotrace'),
  note: input('string', { readonly: 'true()' }),
  select_one: { control: 'select1', bind: { type: 'string' } },
  select_multiple: { control: 'select', bind: { type: 'string' } },
  select_one_external: input('string'),
  rank: { control: 'odk:rank', bind: { type: 'odk:rank' } },
  range: { control: 'range', bind: { type: 'int' } },
  acknowledge: { control: 'trigger', bind: { type: 'string' } },
  trigger: { control: 'trigger' },
  image: upload('image/*'),
  audio: upload('audio/*'),
  video: upload('video/*'),
  file: upload('application/*'),
  calculate: { bind: { type: 'string' } },
  hidden: { bind: { type: 'string' } },
  audit: { bind: { type: 'binary' } },
  'csv-external': {},
  'xml-external': {},
  'start-geopoint': { bind: { type: 'geopoint' } },
  'background-geopoint': { bind: { type: 'geopoint' } },
  'background-audio': { bind: { type: 'binary' } },
  start: preload('timestamp', 'start', 'dateTime'),
  end: preload('timestamp', 'end', 'dateTime'),
  today: preload('date', 'today', 'date'),
  deviceid: property('deviceid'),
  username: property('username'),
  email: property('email'),
  phonenumber: property('phonenumber'),
  simserial: property('simserial'),
  subscriberid: property('subscriberid'),
  'uri:deviceid': property('uri:deviceid'),
  'uri:username': property('uri:username'),
  'uri:email': property('uri:email'),
  'uri:phonenumber': property('uri:phonenumber'),
  'uri:simserial': property('uri:simserial'),
  'uri:subscriberid': property('uri:subscriberid'),
  'phone number': { ...input('string', { constraint: "regex(., '^\\d*$')" }), hint: 'Enter numbers only.' },
  percentage: input('int', { constraint: '0 <= . and . <= 100' }),
  'number of days in last month': days(31),
  'number of days in last six months': days(183),
  'number of days in last year': days(365),
}

const synonyms: Readonly<Record<string, string>> = {
  string: 'text',
  int: 'integer',
  datetime: 'dateTime',
  'date time': 'dateTime',
  photo: 'image',
  picture: 'image',
  gps: 'geopoint',
  location: 'geopoint',
  imei: 'deviceid',
  'device id': 'deviceid',
  'get phone number': 'phonenumber',
  'sim id': 'simserial',
  'subscriber id': 'subscriberid',
  'start time': 'start',
  'end time': 'end',
}

export const selectTypes: ReadonlySet<string> = new Set(['select_one', 'select_multiple', 'rank'])
export const fileTypes: ReadonlySet<string> = new Set(['csv-external', 'xml-external'])
export const geometryTypes: ReadonlySet<string> = new Set(['geopoint', 'geoshape', 'geotrace'])

export function questionType(name: string): QuestionType {
  return types[name] ?? {}
}

/** Of a row that asks or keeps something. */
type ParsedType = {
  readonly type: string
  /** Of a select: its list, the name of a file, or a reference to a repeated question. */
  readonly list?: string
  readonly fromFile?: true
  /** Whether "other" may be specified in words. */
  readonly orOther?: true
}

/** `undefined` for what is no type. Capitals, old names (`int`, `gps`, `add text prompt`, `q date`) and `select one from` are understood. */
export function parseType(text: string): ParsedType | undefined {
  const select = parseSelect(text)
  if (select) return select
  const word = text.toLowerCase()
  const name = knownType(word) ?? knownType(word.replace(/^(?:get|q) |^add (?=.* prompt$)| prompt$/g, ''))
  return name === undefined ? undefined : { type: name }
}

const selectPattern =
  /^(add select one prompt using|add select multiple prompt using|select all that apply from|select[ _]one[ _]from[ _]file|select[ _]multiple[ _]from[ _]file|select one from|select1|select[ _]one[ _]external|select[ _]one|select[ _]multiple|select all that apply|rank) (\S+)(?: (or specify other|or_other|or other))?$/i

function parseSelect(text: string): ParsedType | undefined {
  const [, command = '', list = '', other] = selectPattern.exec(text) ?? []
  if (list === '') return undefined
  const type = selectType(command.toLowerCase().replaceAll('_', ' '))
  const fromFile = /from[ _]file$/i.test(command)
  return { type, list, ...(fromFile && { fromFile: true }), ...(other !== undefined && { orOther: true }) }
}

function selectType(command: string): string {
  if (command === 'rank') return 'rank'
  if (command === 'select one external') return 'select_one_external'
  return /multiple|all that apply/.test(command) ? 'select_multiple' : 'select_one'
}

function knownType(name: string): string | undefined {
  const known = Object.hasOwn(synonyms, name) ? (synonyms[name] ?? name) : name
  const needsList = selectTypes.has(known) || known === 'select_one_external'
  return Object.hasOwn(types, known) && !needsList ? known : undefined
}

/** The names of types that stand alone. */
export const typeNames: readonly string[] = Object.keys(types)
