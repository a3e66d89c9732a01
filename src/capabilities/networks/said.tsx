import type { Child } from '../../platform/jsx-runtime.ts'
import { askedAs } from '../../platform/web/fields.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { sayMoney } from '../../platform/words/saying-money.ts'
import { Link, Tag } from '../../ui/index.ts'
import { nameOf, partnerPage } from '../partners/index.ts'
import type { Telling } from './desk.ts'
import { dayIn, type FormOf, numberIn, type Said, textIn, wordIn } from './forms.ts'
import type { WorkLine } from './rules.ts'
import { saySometime } from './sometime.ts'
import { networksWords } from './words.ts'

const times = ['since', 'until', 'on']
const quarters = ['credits', 'yearsHere', 'yearsThere']

/** A line as its form would say it: what stands in columns of its own beside the rest. */
export const saidOfLine = ({ said, due, done, under }: WorkLine): Said => ({ ...said, due, done, under })

/** One answer in words; empty where nobody gave it. */
export function sayAnswer(telling: Telling, form: FormOf, said: Said, name: string): string {
  const { language, law, choices } = telling
  const t = networksWords.byData(language)
  const word = wordIn(said, name)
  if (name === 'amount') return sayMoney(numberIn(said, name) ?? 0, wordIn(said, 'currency'), language)
  if (name === 'count') return sayCount(telling, said)
  const number = numberIn(said, name)
  if (number !== null && name === 'year') return String(number)
  if (number !== null) return (quarters.includes(name) ? number / 100 : number).toLocaleString(language)
  const schema = form.shape[name]
  if (!schema) return textIn(said, name)?.[language] ?? ''
  if (word === '') return ''
  if (choices[name]) return choices[name].find(({ value }) => value === word)?.text ?? ''
  if (times.includes(name)) return saySometime(word, language)
  const { as } = askedAs(schema)
  if (as === 'day') {
    const on = dayIn(said, name)
    return on ? sayDay(on, language) : ''
  }
  if (as === 'country') return law.country(word)?.name[language] ?? word
  return as === 'choice' ? (t.find(`field.${name}.${word}`) ?? word) : word
}

function sayCount({ language }: Telling, said: Said): string {
  const t = networksWords.byData(language)
  const number = numberIn(said, 'count')
  if (number === null) return t('count.untold')
  const count = number.toLocaleString(language)
  return t.find(`count.${wordIn(said, 'exact')}`, { count }) ?? count
}

/** What a line's partner is called: by the register, where it is in it. */
export function sayPartner({ partners, language }: Telling, { partnerId, said }: WorkLine): string {
  const partner = partnerId ? partners.get(partnerId) : null
  return partner ? nameOf(partner, language) : wordIn(said, 'partner')
}

/** One answer of a line in words: who a partner is and from where the register knows better. */
export function sayOfLine(telling: Telling, form: FormOf, line: WorkLine, name: string): string {
  if (name === 'partner') return sayPartner(telling, line)
  const partner = line.partnerId ? telling.partners.get(line.partnerId) : null
  const said = saidOfLine(line)
  return sayAnswer(telling, form, name === 'country' && partner?.country ? { country: partner.country } : said, name)
}

/** The same with the way to its page, or to entering it. */
export function PartnerSaid({ telling, line }: { telling: Telling; line: WorkLine }): Child {
  const t = networksWords(telling.language)
  const partner = line.partnerId ? telling.partners.get(line.partnerId) : null
  const name = sayPartner(telling, line)
  if (partner) return <Link href={partnerPage(partner)}>{name}</Link>
  if (name === '') return '–'
  return (
    <>
      {name} <Tag tone="quiet">{t('member.unregistered')}</Tag>{' '}
      <Link href={`/desk/partners/new?name=${encodeURIComponent(name)}`}>{t('member.register')}</Link>
    </>
  )
}

/** What a line is called in one breath: its first column, or the text of the line below which it stands. */
export function sayLine(telling: Telling, form: FormOf, line: WorkLine): string {
  const parts = form.columns.map((name) => sayOfLine(telling, form, line, name))
  return parts.filter(Boolean).slice(0, 2).join(', ')
}
