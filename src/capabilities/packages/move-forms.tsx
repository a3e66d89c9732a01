import type { Day } from '../../platform/days.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { dayParts, saidOf } from '../../platform/web/words.ts'
import type { Language } from '../../platform/words/languages.ts'
import { Actions, Button, DayField, Form, HiddenField, RadioField, TextArea, TextField } from '../../ui/index.ts'
import type { Entered } from './move-rules.ts'
import { ways } from './move-store.ts'
import { packageWords } from './words.ts'

/** A form that was sent and could not be taken so. */
export interface MoveSlip {
  readonly move: Entered
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

interface MoveFormProps {
  readonly move: Entered
  readonly action: Href
  readonly language: Language
  readonly requestKey: string
  /** The last move that is shown; null where several packages are. */
  readonly seen: string | null
  /** Who usually gets it. */
  readonly to: string
  readonly today: Day
  readonly slip: MoveSlip | null
}

/** What is asked when a package is handed over, received or returned. */
export function MoveForm({ move, action, language, requestKey, seen, to, today, slip }: MoveFormProps) {
  const t = packageWords(language)
  const own = slip?.move === move ? slip : null
  const typed: Typed = own?.typed ?? { toWhom: to, way: 'hand', ...asTyped(today) }
  const errorOf = (field: string) => saidOf(own?.problems, field, language, t)
  return (
    <Form action={action} method="post" label={t(`move.${move}.do`)}>
      <HiddenField name="key" value={requestKey} />
      {seen !== null && <HiddenField name="seen" value={seen} />}
      <DayField
        name="onDay"
        id={`${move}.onDay`}
        label={t(`move.${move}.day`)}
        words={dayParts(language)}
        value={{
          day: typed['onDay.day'] ?? '',
          month: typed['onDay.month'] ?? '',
          year: typed['onDay.year'] ?? '',
        }}
        error={errorOf('onDay')}
      />
      {move === 'handed' && (
        <>
          <TextField
            name="toWhom"
            label={t('move.toWhom')}
            hint={t('move.toWhomHint')}
            value={typed.toWhom}
            error={errorOf('toWhom')}
          />
          <RadioField
            name="way"
            label={t('move.way')}
            options={ways.map((way) => ({ value: way, text: t(`way.${way}`), selected: typed.way === way }))}
            error={errorOf('way')}
          />
        </>
      )}
      {move !== 'returned' && (
        <TextField
          name="theirNumber"
          id={`${move}.theirNumber`}
          label={t('move.theirNumber')}
          hint={move === 'handed' ? t('move.theirNumberHint') : undefined}
          width="half"
          autocomplete="off"
          value={typed.theirNumber}
          error={errorOf('theirNumber')}
        />
      )}
      {move === 'returned' && (
        <TextArea name="reason" label={t('move.reason')} rows={3} value={typed.reason} error={errorOf('reason')} />
      )}
      <Actions>
        <Button>{t(`move.${move}.do`)}</Button>
      </Actions>
    </Form>
  )
}

// Most are entered on the day on which they happen.
function asTyped(today: Day): Typed {
  const [year = '', month = '', date = ''] = today.split('-')
  return { 'onDay.day': String(Number(date)), 'onDay.month': String(Number(month)), 'onDay.year': year }
}
