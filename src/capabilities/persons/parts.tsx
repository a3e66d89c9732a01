import { day, dayOf } from '../../platform/days.ts'
import { type Child, type Href, join } from '../../platform/jsx-runtime.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { Link, Muted, Table } from '../../ui/index.ts'
import { type Procedure, StageTag } from '../cases/index.ts'
import { caseAddress, type Known } from './profile.ts'
import type { About, KeptPassport } from './rules.ts'
import type { PersonCase } from './store.ts'
import type { Say } from './words.ts'

export const doublesAddress: Href = '/desk/doubles'
export const pairAddress = (id: string): Href => `${doublesAddress}/${id}`
export const personAddress = (id: string): Href => `/desk/persons/${id}`

/** Who reads, and what countries are called. */
export interface Reading {
  readonly t: Say
  readonly language: Language
  readonly mayLook: boolean
  readonly procedures: readonly Procedure[]
  readonly countryName: (code: string) => string | null
}

/** What a person's records say about one thing. */
export function Said({ reading, about, known }: { reading: Reading; about: About; known: Known }) {
  const { t, language, countryName } = reading
  if (about === 'names') return <Names t={t} known={known} />
  if (about === 'passports') return <Passports reading={reading} known={known} />
  const say = {
    birthDays: (value: string) => sayDay(day(value), language),
    sexes: (value: string) => t.find(`sex.${value}`) ?? value,
    citizenships: (value: string) => countryName(value) ?? value,
    mails: (value: string) => value,
    phones: (value: string) => value,
  }[about]
  const values = known[about]
  return values.length === 0 ? <Muted>{t('nothing')}</Muted> : lines(values.map(say))
}

const lines = (values: readonly Child[]) => <>{join(values, <br />)}</>

function Names({ t, known }: { t: Say; known: Known }) {
  if (known.names.length === 0) return lines(known.shownAs)
  return lines(
    known.names.map(({ family, given, source }) => (
      <>
        {[family, given].filter(Boolean).join(' ')} <Muted>{t.find(`source.${source}`) ?? source}</Muted>
      </>
    )),
  )
}

function Passports({ reading, known }: { reading: Reading; known: Known }) {
  const { t, mayLook } = reading
  if (!mayLook) return <Muted>{t('passport.guarded')}</Muted>
  if (known.passports.length === 0) return <Muted>{t('nothing')}</Muted>
  return lines(known.passports.map((passport) => <Passport reading={reading} passport={passport} />))
}

function Passport({ reading, passport }: { reading: Reading; passport: KeptPassport }) {
  const { t, language, countryName } = reading
  const { number = '', country, issued, ends, caseHref, files } = passport
  const from = issued ? sayDay(issued, language) : '?'
  const to = ends ? sayDay(ends, language) : '?'
  return (
    <>
      {[number, country && countryName(country)].filter(Boolean).join(', ')}
      <br />
      <Muted>{t('passport.held', { from, to })}</Muted>
      {files.map((file) => (
        <>
          <br />
          <Link href={`${caseHref}?file=${file.id}#viewer`}>{t('passport.look', { name: file.name })}</Link>
        </>
      ))}
    </>
  )
}

/** Cases of any procedure, each with the way to it. */
export function CaseTable({ reading, cases }: { reading: Reading; cases: readonly PersonCase[] }) {
  const { t, language, procedures } = reading
  const columns = (['number', 'procedure', 'title', 'stage', 'arrived'] as const).map((key) => ({
    key,
    text: t(`case.${key}`),
  }))
  return (
    <Table
      caption={t('person.cases')}
      captionHidden
      columns={columns}
      empty={t('person.cases.none')}
      rows={cases.map((one) => {
        const procedure = procedures.find(({ name }) => name === one.procedure)
        return {
          href: caseAddress(one),
          cells: [
            one.number ?? one.title,
            procedure?.words(language)('name') ?? one.procedure,
            one.title,
            procedure ? <StageTag procedure={procedure} stage={one.stage} language={language} /> : one.stage,
            one.arrivedAt ? sayDay(dayOf(one.arrivedAt), language) : '',
          ],
        }
      })}
    />
  )
}
