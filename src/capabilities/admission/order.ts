import type { Language } from '../../platform/words/languages.ts'
import type { AdmissionSituation } from './rules.ts'
import { admissionWords } from './words.ts'

/** The rector's order on admission: whoever is admitted stands in its annex, with the application as the basis. */
export const admissionOrder = {
  stages: ['admitted', 'accepted'],
  columns: ['citizenship', 'programme', 'basis'],
  row: (_: AdmissionSituation, { language, number }: { readonly language: Language; readonly number: string }) => ({
    basis: admissionWords(language)('order.application', { number }),
  }),
} as const
