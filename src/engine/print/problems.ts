import { problemCatalogue } from '../../kernel/index.ts'

export const problems = problemCatalogue({
  noBrowser: {
    status: 503,
    id: 'PDF tidak dapat dibuat: tidak ada Chromium yang dapat dijalankan di mesin ini ({reason}). Pasang Chromium, atau isi MUTAKHIR_CHROMIUM dengan letaknya. Berkas HTML-nya dapat dicetak dari peramban mana pun.',
    en: 'No PDF can be made: no Chromium starts on this machine ({reason}). Install Chromium, or set MUTAKHIR_CHROMIUM to its path. The HTML can be printed from any browser.',
  },
})
