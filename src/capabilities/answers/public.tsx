import type { Href } from '../../platform/jsx-runtime.ts'
import type { SearchSource } from '../../platform/search-source.ts'
import { open, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { foldWords } from '../../platform/words/fold.ts'
import { languages } from '../../platform/words/languages.ts'
import { ButtonLink, EmptyState, Filters, Main, More, PageTitle, Prose, SearchField, Section } from '../../ui/index.ts'
import { inEach, type PublicPlace, publicPlace, publicRoot } from '../galleries/index.ts'
import type { Answer } from './rules.ts'
import { shownAnswers } from './store.ts'
import { answerWords, type Say } from './words.ts'

export const questionsAddress = (institution: string, language: string): Href => `/${institution}/${language}/questions`

/** Questions that many ask, with their answers. */
export function publicRoutes(): Routes {
  return new Routes().get(`${publicRoot}/questions`, open, show)
}

async function show(visit: Visit): Promise<Response> {
  const place = await publicPlace(visit)
  const { institution, language } = place
  const t = answerWords(language)
  const text = (visit.query('q') ?? '').slice(0, 200)
  const all = await shownAnswers(visit.within(institution.id))
  const answers = all.filter((one) => fits(one, text))
  visit.keepLanguage(language)
  return visit.show({
    ...{ frame: 'site', institution: institution.id, title: t('public.title'), description: t('public.lead') },
    current: questionsAddress(institution.id, language),
    addresses: inEach((other) => questionsAddress(institution.id, other)),
    body: <QuestionsPage {...place} t={t} text={text} answers={answers} isEmpty={all.length === 0} />,
  })
}

/** Every typed word begins a word of it, in any language and letters. */
export function fits({ question, answer }: Pick<Answer, 'question' | 'answer'>, text: string): boolean {
  const words = foldWords(languages.flatMap((language) => [question[language], answer[language]]).join(' '))
  return foldWords(text).every((part) => words.some((word) => word.startsWith(part)))
}

interface Props extends PublicPlace {
  readonly t: Say
  readonly text: string
  readonly answers: readonly Answer[]
  readonly isEmpty: boolean
}

function QuestionsPage({ t, institution, language, text, answers, isEmpty }: Props) {
  const here = questionsAddress(institution.id, language)
  const ask = <ButtonLink href={`/${institution.id}/${language}/consultation`}>{t('public.ask')}</ButtonLink>
  return (
    <Main>
      <PageTitle title={t('public.title')} over={institution.name[language]} lead={t('public.lead')} />
      {!isEmpty && (
        <Filters
          action={here}
          label={t('filter.title')}
          button={t('filter.go')}
          reset={text ? { href: here, text: t('filter.all') } : undefined}
        >
          <SearchField name="q" label={t('filter.text')} value={text} />
        </Filters>
      )}
      {answers.length === 0 && (
        <EmptyState title={t(isEmpty ? 'public.none' : 'public.noneHere')} text={t('public.noneText')} action={ask} />
      )}
      {[...Map.groupBy(answers, ({ topic }) => topic)].map(([topic, all]) => (
        <Section title={t(`topic.${topic}`)} id={topic}>
          {all.map(({ id, question, answer }) => (
            <div id={id}>
              <More title={question[language]}>
                <Prose>
                  {answer[language].split(/\n{2,}/).map((paragraph) => (
                    <p>{paragraph}</p>
                  ))}
                </Prose>
              </More>
            </div>
          ))}
        </Section>
      ))}
      {answers.length > 0 && <Section title={t('public.askTitle')}>{ask}</Section>}
    </Main>
  )
}

export const answersSource: SearchSource = {
  name: 'answers',
  entries: async (db) =>
    (await shownAnswers(db)).map(({ id, question, answer }) => ({
      ...{ id, path: `questions#${id}`, title: question, text: answer, kind: 'question' as const },
    })),
}
