import type { Href } from '../../platform/jsx-runtime.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { saidOf } from '../../platform/web/words.ts'
import type { Language, Text } from '../../platform/words/languages.ts'
import { sayBytes, sayDay } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  DescriptionList,
  FileCard,
  Form,
  Muted,
  PageTitle,
  RadioField,
  Section,
  Stack,
  TextArea,
} from '../../ui/index.ts'
import type { OneTimeLink } from '../one-time-links/index.ts'
import { sayValue } from './list-choices.ts'
import type { View } from './moment.ts'
import { advices } from './opinions.ts'
import { ProblemSummary } from './problem-summary.tsx'
import { casesWords } from './words.ts'

interface OpinionPageProps {
  readonly view: View
  readonly language: Language
  readonly link: OneTimeLink
  readonly address: Href
  readonly question: string
  readonly papers: readonly {
    readonly id: string
    readonly name: string
    readonly bytes: number
    readonly title: Text
  }[]
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

/** What somebody outside reads of a case and is asked about it: what lists show, the papers shared, and no more. */
export function OpinionPage(props: OpinionPageProps) {
  const { view, language, link, question } = props
  const t = casesWords(language)
  return (
    <Stack>
      <PageTitle
        title={t('opinion.title')}
        over={view.institution.name[language]}
        lead={t('opinion.lead', { by: link.madeByName, until: sayDay(link.until, language) })}
      />
      <Section title={t('opinion.question')}>
        <p class="body">{question}</p>
      </Section>
      <Section title={t('opinion.case')}>
        <DescriptionList rows={rowsOf(props)} />
      </Section>
      <Shared {...props} />
      <Answering {...props} />
    </Stack>
  )
}

function rowsOf({ view, language }: OpinionPageProps) {
  const t = casesWords(language)
  const { procedure, standing, situation } = view
  const say = procedure.words(language)
  const columns = procedure.columns(situation)
  return [
    { term: say('name'), value: standing.number ?? '' },
    { term: t('list.name'), value: standing.title },
    ...procedure.listed.map((name) => ({
      term: say(`column.${name}`),
      value: sayValue(columns[name] ?? '', language) || '–',
    })),
  ]
}

function Shared({ papers, address, language }: OpinionPageProps) {
  const t = casesWords(language)
  return (
    <Section title={t('case.documents')}>
      {papers.length === 0 && <Muted>{t('opinion.noPapers')}</Muted>}
      {papers.map(({ id, name, bytes, title }) => (
        <FileCard
          name={title[language]}
          size={`${name}, ${sayBytes(bytes, language)}`}
          href={`${address}/files/${id}`}
        />
      ))}
    </Section>
  )
}

function Answering({ address, language, typed, problems }: OpinionPageProps) {
  const t = casesWords(language)
  const errorOf = (field: string) => saidOf(problems, field, language)
  return (
    <Section title={t('opinion.answer')}>
      <ProblemSummary
        problems={problems}
        say={errorOf}
        called={(field) => t(field === 'advice' ? 'opinion.advice' : 'opinion.words')}
        language={language}
      />
      <Form action={`${address}/answer`} method="post" label={t('opinion.answer')}>
        <RadioField
          name="advice"
          label={t('opinion.advice')}
          error={errorOf('advice')}
          options={advices.map((value) => ({
            value,
            text: t(`opinion.advice.${value}`),
            selected: typed.advice === value,
          }))}
        />
        <TextArea
          name="words"
          label={t('opinion.words')}
          hint={t('opinion.words.hint')}
          rows={6}
          value={typed.words}
          error={errorOf('words')}
        />
        <p>{t('opinion.once')}</p>
        <Actions>
          <Button>{t('opinion.send')}</Button>
        </Actions>
      </Form>
    </Section>
  )
}
