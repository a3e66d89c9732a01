import type { Child, Href } from '../../platform/jsx-runtime.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { dayParts, saidOf } from '../../platform/web/words.ts'
import {
  Actions,
  Button,
  DayField,
  ErrorSummary,
  Form,
  HiddenField,
  RadioField,
  TextArea,
  TextField,
} from '../../ui/index.ts'
import { incomingFields, ways } from './incoming-rules.ts'
import type { RegisterSay } from './words.ts'

interface FormProps {
  readonly t: RegisterSay
  readonly action: Href
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly button: string
  readonly hidden: { readonly name: string; readonly value: string | number }
}

/** What is asked of a letter that came in: for a new one and for a correction. */
export function IncomingForm({ t, action, typed, problems, button, hidden }: FormProps) {
  const error = (name: string) => saidOf(problems, name, t.language, t)
  const field = (name: (typeof incomingFields)[number]) => ({
    name,
    label: t(`in.${name}`),
    hint: t.find(`in.${name}.hint`) ?? undefined,
    error: error(name),
  })
  const words = dayParts(t.language)
  const dayOf = (name: string) => ({
    day: typed[`${name}.day`] ?? '',
    month: typed[`${name}.month`] ?? '',
    year: typed[`${name}.year`] ?? '',
  })
  const text = (name: (typeof incomingFields)[number], width?: 'half'): Child => (
    <TextField {...field(name)} value={typed[name]} width={width} autocomplete="off" />
  )
  return (
    <>
      {problems.length > 0 && (
        <ErrorSummary
          title={t('form.problems')}
          problems={incomingFields
            .filter((name) => error(name))
            .map((name) => ({ href: `#${name}`, text: `${t(`in.${name}`)}: ${error(name)}` }))}
        />
      )}
      <Form action={action} method="post" label={button}>
        <HiddenField {...hidden} />
        {text('sender')}
        {text('subject')}
        <DayField {...field('receivedOn')} words={words} value={dayOf('receivedOn')} />
        <RadioField
          {...field('way')}
          options={ways.map((way) => ({ value: way, text: t(`in.way.${way}`), selected: typed.way === way }))}
        />
        {text('theirNumber', 'half')}
        <DayField {...field('theirDate')} words={words} value={dayOf('theirDate')} />
        {text('caseNumber', 'half')}
        {text('answerNumber', 'half')}
        <TextArea {...field('note')} value={typed.note} rows={3} />
        <Actions>
          <Button>{button}</Button>
        </Actions>
      </Form>
    </>
  )
}
