import type { Html } from '../../platform/jsx-runtime.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { DescriptionList, Prose, Section } from '../../ui/index.ts'
import type { Draft } from './answer-store.ts'
import { paragraphsOf } from './drafting.ts'
import { sayField } from './education-fields.ts'
import { writtenIn } from './road-page.tsx'
import type { Agreement } from './rules.ts'
import { type Named, sayParty, sayPlaces } from './said.tsx'
import { agreementsWords, type Say } from './words.ts'

interface DraftProps {
  readonly t: Say
  readonly agreement: Agreement
  readonly draft: Draft
  readonly named: Named
  readonly us: string
}

/** What is signed: who, what about, and the paragraphs in each language in which they are written. */
export function DraftWords(props: DraftProps): Html {
  const { t, draft } = props
  const text = paragraphsOf(draft)
  return (
    <>
      <DescriptionList rows={rowsOf(props).map(([term, value]) => ({ term, value }))} />
      {text &&
        writtenIn(draft).map((language) => (
          <Section title={t('draft.text', { language: t(`language.${language}`) })}>
            <Prose lang={language}>
              {text[language].split(/\n\s*\n/).map((paragraph) => (
                <p>{paragraph}</p>
              ))}
            </Prose>
          </Section>
        ))}
    </>
  )
}

/** What is agreed, row by row, as it stands above the paragraphs. */
export function rowsOf({ t, agreement, named, us }: Omit<DraftProps, 'draft'>): [string, string][] {
  const { language } = t
  const on = (day: Agreement['from']) => (day ? sayDay(day, language) : '')
  const rows: [string, string][] = [
    [t('draft.parties'), [us, ...agreement.parties.map((party) => sayParty(t, party, named))].join('; ')],
    [t('agreement.subject'), agreement.subject?.[language] ?? ''],
    [t('agreement.exchange'), agreement.exchange.map((kind) => t(`exchange.${kind}`)).join(', ')],
    [t('agreement.fields'), agreement.fields.map((code) => `${code} ${sayField(t, code)}`).join('; ')],
    [t('agreement.places'), sayPlaces(t, agreement).join('; ')],
    [t('agreement.specialties'), agreement.specialties.replaceAll('\n', '; ')],
    [t('agreement.from'), on(agreement.from)],
    [t('agreement.until'), on(agreement.until)],
    [t('agreement.renewal'), agreement.renewsItself ? agreementsWords(language)('renewal.itself') : ''],
  ]
  return rows.filter(([, value]) => value !== '')
}
