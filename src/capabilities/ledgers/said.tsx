import { day, readDay } from '../../platform/days.ts'
import type { Child, Href } from '../../platform/jsx-runtime.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { sayMoney } from '../../platform/words/saying-money.ts'
import { Link, Tag, type Tone } from '../../ui/index.ts'
import { sayCountries } from './entry.ts'
import type { Ground } from './ground.ts'
import { type Field, inputsOf, isInThree, type Ledger, type Said } from './ledger.ts'

/** A field's answer in words; empty when it was left out. */
export function sayField({ name: ledger }: Pick<Ledger, 'name'>, field: Field, said: Said, ground: Ground): string {
  const { t, law } = ground
  const value = isInThree(field) ? (said[`${field.name}.${t.language}`] ?? '') : (said[field.name] ?? '')
  if (value === '') return ''
  switch (field.as) {
    case 'day':
      return readDay(value) ? sayDay(day(value), t.language) : value
    case 'choice':
      return t.find(`${ledger}.${field.name}.${value}`) ?? value
    case 'country':
      return law.country(value)?.name[t.language] ?? value
    case 'countries':
      return sayCountries(law, value, t.language)
    case 'colleague':
      return ground.colleagues.find(({ id }) => id === value)?.name ?? ''
    case 'partner':
      return ground.partners.get(value) ?? ''
    case 'money':
      return sayMoney(Number(value), said.currency ?? 'KGS', t.language)
    default:
      return value
  }
}

/** The same with what it leads to. */
export function FieldSaid(props: { ledger: Ledger; field: Field; said: Said; ground: Ground }) {
  return <>{shownAs(props)}</>
}

function shownAs(props: { ledger: Ledger; field: Field; said: Said; ground: Ground }): Child {
  const { ledger, field, said, ground } = props
  const text = sayField(ledger, field, said, ground)
  const value = said[field.name] ?? ''
  if (text === '') return ''
  if (field.name === 'stage') return <StageTag ledger={ledger} said={said} ground={ground} />
  if (field.as === 'site') return <Link href={webAddress(value)}>{value}</Link>
  if (field.as === 'mail') return <Link href={`mailto:${value}`}>{value}</Link>
  if (field.as === 'partner') return <Link href={`/desk/partners/${value}`}>{text}</Link>
  if (field.as === 'long' || field.as === 'longTexts') return lines(text)
  return text
}

// The form took nothing else; an older record, or a pack's, may hold more.
const webAddress = (value: string): Href => (/^https?:\/\//.test(value) ? value : `https://${value}`)

const lines = (text: string): Child =>
  text.split('\n').length === 1 ? text : text.split('\n').map((line) => <p>{line}</p>)

export function StageTag({ ledger, said, ground }: { ledger: Ledger; said: Said; ground: Ground }) {
  const { stage = '' } = said
  return <Tag tone={toneOf(ledger, said, ground)}>{ground.t.find(`${ledger.name}.stage.${stage}`) ?? stage}</Tag>
}

/** Overdue, due today, ended, or on its way. */
export function toneOf({ stages }: Ledger, said: Said, { today }: Pick<Ground, 'today'>): Tone {
  const { stage = '', due } = said
  if (stages?.ended.includes(stage)) return stages.ended[0] === stage ? 'ok' : 'quiet'
  if (due && due < today) return 'late'
  return 'wait'
}

/** Whether anything was said in a field. */
export const isSaid = (field: Field, said: Said) => inputsOf(field).some((name) => said[name])
