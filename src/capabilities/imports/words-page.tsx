import type { Language } from '../../platform/words/languages.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Card,
  EmptyState,
  ErrorSummary,
  Form,
  HiddenField,
  Muted,
  Pager,
  Prose,
  SelectField,
  TextField,
} from '../../ui/index.ts'
import { importAddress } from './said.ts'
import { StepPage, type StepProps } from './steps-page.tsx'
import type { Target } from './target.ts'
import { importsWords } from './words.ts'

export interface AskedWord {
  readonly list: string
  readonly word: string
  readonly count: number
  readonly typed: string
  readonly problem: string | undefined
}

interface WordsProps extends StepProps {
  readonly target: Target
  readonly words: readonly AskedWord[]
  /** Unknown words in all. */
  readonly whole: number
  readonly from: number
  readonly size: number
}

/** Asks once for each word that nobody has taught yet, those of most lines first. */
export function WordsPage(props: WordsProps) {
  const { t, one, words, whole, from, size } = props
  const problems = words.flatMap(({ problem }, at) =>
    problem ? [{ href: `#word.${at}` as const, text: problem }] : [],
  )
  return (
    <StepPage {...props} step="words" notice={null} refusal={null}>
      {problems.length > 0 && <ErrorSummary title={t('columns.check')} problems={problems} />}
      {whole === 0 ? (
        <EmptyState
          title={t('words.none.title')}
          action={<ButtonLink href={importAddress(one, '/check')}>{t('step.check')}</ButtonLink>}
        />
      ) : (
        <>
          <Prose>
            <p>{t('words.lead')}</p>
            <p>{t('words.left', { count: whole })}</p>
          </Prose>
          <Form action={importAddress(one, '/words')} method="post">
            {words.map((word, at) => [
              <HiddenField name={`list.${at}`} value={word.list} />,
              <HiddenField name={`theirs.${at}`} value={word.word} />,
            ])}
            {words.map((word, at) => (
              <Question {...props} word={word} at={at} />
            ))}
            <Actions>
              <Button>{t('words.button')}</Button>
              <ButtonLink tone="soft" href={importAddress(one, '/check')}>
                {t('words.skip')}
              </ButtonLink>
            </Actions>
          </Form>
          <Pager
            label={t('words.more')}
            newer={from > 0 ? { href: importAddress(one, '/words'), text: t('check.first') } : undefined}
            older={
              from + size < whole
                ? { href: importAddress(one, `/words?from=${from + size}`), text: t('words.more') }
                : undefined
            }
          />
          <Card title={t('words.rest')}>
            <p>
              <Muted>{t('words.rest.about')}</Muted>
            </p>
            <Form action={importAddress(one, '/words/rest')} method="post">
              <Actions>
                <Button tone="soft">{t('words.rest')}</Button>
              </Actions>
            </Form>
          </Card>
        </>
      )}
    </StepPage>
  )
}

function Question({ t, target, word, at }: WordsProps & { word: AskedWord; at: number }) {
  const about = `${listName(word.list, t.language)} · ${t('words.count', { count: word.count })}`
  const asked = { name: `word.${at}`, label: word.word, error: word.problem }
  if (word.list === 'country')
    return <TextField {...asked} hint={`${about}. ${t('words.country.hint')}`} value={word.typed} width="half" />
  return (
    <SelectField
      {...asked}
      hint={about}
      options={[
        { value: '', text: t('words.later') },
        { value: '-', text: t('words.ask'), selected: word.typed === '-' },
        ...optionsOf(target, word.list, t.language).map((option) => ({
          ...option,
          selected: option.value === word.typed,
        })),
      ]}
    />
  )
}

const listName = (list: string, language: Language) => importsWords.byData(language).find(`words.list.${list}`) ?? list

/** The values of a closed list, as our pages call them. */
export function optionsOf(target: Target, list: string, language: Language) {
  const options = target.fields.flatMap(({ reading }) =>
    'options' in reading && reading.list === list ? reading.options : [],
  )
  return [...new Set(options)].map((value) => ({ value, text: target.sayWord(list, value, language) }))
}
