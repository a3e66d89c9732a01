import type { Href } from '../../platform/jsx-runtime.ts'
import { sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import { DescriptionList, Link, Muted, Section, Table, Tag } from '../../ui/index.ts'
import { sayHundredths } from '../transcripts/index.ts'
import {
  type Agreement,
  type Component,
  differences,
  inUnit,
  type Said,
  type Side,
  totalOf,
  type Unit,
  type Version,
} from './rules.ts'
import type { Credit } from './store.ts'
import type { Say } from './words.ts'

/** Credits as they were given, with the other credit beside them. */
export function sayCredits(t: Say, one: Pick<Component, 'amount' | 'unit'>, wanted: Unit, ratio: number): string {
  return sayHundredths(inUnit(one, wanted, ratio), t.language)
}

/** Who, where, when: what stands above the tables. */
export function Head({ t, said, student }: { t: Say; said: Said; student: string }) {
  const { head } = said
  const contact = (name: string, mail: string) => [name, mail].filter(Boolean).join(', ') || '–'
  const day = (on: typeof head.from) => (on ? sayDay(on, t.language) : '–')
  return (
    <DescriptionList
      rows={[
        { term: t('head.student'), value: student },
        { term: t('head.programme'), value: head.programme || '–' },
        { term: t('head.host'), value: head.host || '–' },
        { term: t('head.period'), value: `${day(head.from)} – ${day(head.to)}` },
        { term: t('head.homeContact'), value: contact(head.homeContact, head.homeMail) },
        { term: t('head.hostContact'), value: contact(head.hostContact, head.hostMail) },
      ]}
    />
  )
}

interface TablesProps {
  readonly t: Say
  readonly said: Said
  /** Where a component is changed; null where nobody may. */
  readonly edit: Href | null
}

/** Tables A and B: what is studied at the host, and what is recognised at home for it. */
export function Tables(props: TablesProps) {
  return (
    <>
      <SideTable {...props} side="host" />
      <SideTable {...props} side="home" />
    </>
  )
}

function SideTable({ t, said, edit, side }: TablesProps & { side: Side }) {
  const own = said.components.filter((one) => one.side === side)
  const total = (unit: Unit) => sayHundredths(totalOf(said, side, unit), t.language)
  return (
    <Section title={t(`table.${side}`)}>
      <Table
        caption={t(`table.${side}`)}
        captionHidden
        columns={[
          { key: 'title', text: t('column.title') },
          { key: 'code', text: t('column.code') },
          { key: 'term', text: t('column.term') },
          { key: 'ects', text: t('column.ects'), numeric: true },
          { key: 'national', text: t('column.national'), numeric: true },
          ...(edit ? [{ key: 'change', text: t('column.change') }] : []),
        ]}
        empty={<Muted>{t('table.none')}</Muted>}
        rows={own.map((one) => ({
          cells: [
            one.title,
            one.code || '–',
            one.term,
            sayCredits(t, one, 'ects', said.ratio),
            sayCredits(t, one, 'national', said.ratio),
            ...(edit
              ? [
                  <Link href={`${edit}/components/${one.id}`}>
                    {t('change')}
                    <span class="vh"> {one.title}</span>
                  </Link>,
                ]
              : []),
          ],
        }))}
      />
      {own.length > 0 && <p>{t('table.total', { ects: total('ects'), national: total('national') })}</p>}
      {edit && (
        <p>
          <Link href={`${edit}/components/new?side=${side}`}>{t(`add.${side}`)}</Link>
        </p>
      )}
    </Section>
  )
}

/** How many ECTS credits a national one is, whence that is known, and whether anybody has confirmed it. */
export function Ratio({ t, ratio, credit }: { t: Say; ratio: number; credit: Credit | null }) {
  const said = { ratio: sayHundredths(Math.round(ratio / 100), t.language) }
  const { saidBy, source = [], note, verified } = credit ?? {}
  return (
    <Muted>
      {t('ratio.is', said)}{' '}
      {saidBy
        ? t('ratio.said', { name: saidBy.name, at: sayMoment(saidBy.at, t.language) })
        : [
            verified ? '' : t('ratio.unverified'),
            note?.[t.language] ?? '',
            t('ratio.source', { source: source.join('; ') }),
          ]
            .filter(Boolean)
            .join(' ')}
    </Muted>
  )
}

/** What a version has changed against the one before it. */
export function Changes({ t, before, after }: { t: Say; before: Version; after: Version }) {
  const found = differences(before.said, after.said)
  return (
    <Table
      caption={t('changes.title', { number: after.number, before: before.number })}
      columns={[
        { key: 'what', text: t('changes.what') },
        { key: 'side', text: t('changes.side') },
        { key: 'title', text: t('column.title') },
        { key: 'term', text: t('column.term') },
        { key: 'ects', text: t('column.ects'), numeric: true },
      ]}
      empty={<Muted>{t('changes.none', { number: after.number, before: before.number })}</Muted>}
      rows={found.map(({ component, what }) => ({
        cells: [
          <Tag tone={what === 'added' ? 'ok' : 'late'}>{t(`changes.${what}`)}</Tag>,
          t(`side.${component.side}`),
          [component.code, component.title].filter(Boolean).join(' '),
          component.term,
          sayCredits(t, component, 'ects', after.said.ratio),
        ],
      }))}
    />
  )
}

/** The version before one, of those that were signed. */
export const beforeOf = ({ versions }: Pick<Agreement, 'versions'>, { number }: Version): Version | null =>
  versions.findLast((one) => one.number < number && one.state === 'agreed') ?? null
