import { type TrialQuestion, trialQuestions } from './pilot-questions.ts'

export const trialFormId = 'uji_coba'

/** The questionnaire of the simulated pilot as an XLSForm in Markdown. */
export function renderTrialForm(questions: readonly TrialQuestion[] = trialQuestions()): string {
  const asked = questions.map(({ name, label, choices }) => ({
    type: choices.length > 0 ? `select_one p_${name}` : 'integer',
    name,
    label,
    required: 'yes',
  }))
  const survey = [...head, ...asked, { type: 'end group', name: '', label: '', required: '' }].map(
    ({ type, name, label, required }) => `| | ${type} | ${name} | ${label} | ${required} |`,
  )
  const choices = questions.flatMap(({ name, choices: labels }) =>
    labels.length === 0
      ? []
      : [...labels.map((label, index) => [String(index + 1), label]), ['98', 'Tidak tahu']].map(
          ([code, label]) => `| | p_${name} | ${code} | ${label} |`,
        ),
  )
  return [
    '| survey | type | name | label | required |',
    ...survey,
    '',
    '| choices | list_name | name | label |',
    ...choices,
    '',
    '| settings | form_title | form_id | version |',
    `| | Uji coba kuesioner rekaan | ${trialFormId} | 1 |`,
    '',
  ].join('\n')
}

const row = (type: string, name: string, label = '', required = '') => ({ type, name, label, required })

const head = [
  row('start', 'start'),
  row('end', 'end'),
  row('audit', 'audit'),
  row('text', 'pencacah', 'Kode pencacah', 'yes'),
  row('text', 'tim', 'Kode tim', 'yes'),
  row('text', 'desa', 'Kode desa', 'yes'),
  row('text', 'id_keluarga', 'Nomor keluarga', 'yes'),
  row('integer', 'kunjungan', 'Kunjungan ke berapa', 'yes'),
  row('integer', 'hasil', 'Hasil kunjungan', 'yes'),
  row('begin group', 'isi', 'Keterangan keluarga'),
]
