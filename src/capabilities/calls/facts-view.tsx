import type { Child } from '../../platform/jsx-runtime.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { sayMoney } from '../../platform/words/saying-money.ts'
import { DescriptionList, type DescriptionRow, Link, Muted, Prose, Section, Table } from '../../ui/index.ts'
import type { Law } from '../law/index.ts'
import type { CallSaid } from '../packs/index.ts'
import { sayLanguage } from '../papers/index.ts'
import { RuleList } from './rule-view.tsx'
import { sayRule, saySpan } from './saying.ts'
import type { Say } from './words.ts'

export interface FactsProps {
  readonly t: Say
  readonly said: CallSaid
  readonly law: Law
  /** The name of a unit or a funder by its key, as the reader says it. */
  readonly nameOf: (by: 'unit' | 'funder', key: string) => string
}

/** Everything that a call says, for whoever reads it. */
export function CallFacts(props: FactsProps) {
  const { t, said } = props
  return (
    <>
      <DescriptionList rows={termRows(props)} />
      <Hosts {...props} />
      <Money {...props} />
      <Section title={t('say.criteria')} id="criteria">
        {said.criteria ? (
          <Prose>
            <RuleList t={t} rule={said.criteria} />
          </Prose>
        ) : (
          <p>{t('say.noCriteria')}</p>
        )}
      </Section>
      <Documents {...props} />
      <Lines title={t('say.steps')} id="steps" texts={said.steps.map(({ text }) => text[t.language])} ordered />
      <Lines title={t('say.notes')} id="notes" texts={said.notes.map(({ text }) => text[t.language])} />
      <Contact {...props} />
    </>
  )
}

function termRows({ t, said, nameOf }: FactsProps): DescriptionRow[] {
  const { language } = t
  const rows: [string, Child, string?][] = [
    [t('say.term'), saySpan(said.from, said.to, language), 'term'],
    [t('say.intake'), said.intake?.[language], 'intake'],
    [t('say.stay'), said.stay?.[language]],
    [t('say.level'), said.level && t(`level.${said.level}`)],
    [t('say.languages'), said.languages.map((code) => sayLanguage(code, language)).join(', ')],
    [t('say.funder'), said.funder && nameOf('funder', said.funder)],
    [t('say.choices'), said.hosts.length > 1 && t('say.choicesOf', { count: said.choices })],
    [t('say.screened'), said.screenedUntil && sayDay(said.screenedUntil, language)],
    [t('say.answers'), said.answersOn && sayDay(said.answersOn, language)],
  ]
  return rows.flatMap(([term, value, id]) => (value ? [{ term, value, id }] : []))
}

function Hosts({ t, said, law, nameOf }: FactsProps) {
  const { language } = t
  return (
    <Section title={t('say.hosts')} id="hosts">
      <Table
        caption={t('say.hosts')}
        captionHidden
        columns={[
          { key: 'host', text: t('say.host') },
          { key: 'country', text: t('say.country') },
          { key: 'subject', text: t('say.subject') },
          { key: 'places', text: t('field.places'), numeric: true },
        ]}
        rows={said.hosts.map(({ name, country, city, subject, fields = [], languages = [], places }) => ({
          cells: [
            name,
            [law.country(country)?.name[language] ?? country, city].filter(Boolean).join(', '),
            [
              subject?.[language],
              ...fields.map((field) => t(`field.${field}`)),
              ...languages.map((code) => sayLanguage(code, language)),
            ]
              .filter(Boolean)
              .join(', '),
            places ?? t('say.placesUnknown'),
          ],
        }))}
        empty={<p>{t('say.noHosts')}</p>}
      />
      {said.quotas.length > 0 && (
        <Lines
          title={t('say.quotas')}
          id="quotas"
          texts={said.quotas.map(({ by, of, places }) => t('say.quotaOf', { of: nameOf(by, of), places }))}
        />
      )}
    </Section>
  )
}

function Money({ t, said }: FactsProps) {
  const { language } = t
  const { sums, inKind, ownCosts } = said
  const payer = (who: { readonly [key in typeof language]: string }) => (
    <Muted>({t('say.paidBy', { payer: who[language] })})</Muted>
  )
  return (
    <Section title={t('say.money')} id="money">
      {sums.length + inKind.length + ownCosts.length === 0 && <p>{t('say.noMoney')}</p>}
      <Prose>
        <ul>
          {sums.map((sum) => (
            <li>
              {t(`kind.${sum.kind}`)}: <b>{saySum(t, sum)}</b> {payer(sum.payer)} {sum.note?.[language]}
            </li>
          ))}
        </ul>
        {inKind.length > 0 && <h3>{t('say.hostPays')}</h3>}
        <ul>
          {inKind.map((one) => (
            <li>
              {one.what[language]} {payer(one.payer)}
            </li>
          ))}
        </ul>
        {ownCosts.length > 0 && <h3>{t('say.youPay')}</h3>}
        <ul>
          {ownCosts.map((one) => (
            <li>{one.what[language]}</li>
          ))}
        </ul>
      </Prose>
    </Section>
  )
}

/** `5,000 CNY per semester`. */
export function saySum(t: Say, { amount, currency, per }: CallSaid['sums'][number]): string {
  const money = sayMoney(amount, currency, t.language)
  return per === 'once' ? t('say.once', { amount: money }) : t('say.sum', { amount: money, per: t(`per.${per}`) })
}

function Documents({ t, said }: FactsProps) {
  const { language } = t
  return (
    <Section title={t('say.documents')} id="documents">
      {said.documents.length === 0 && <p>{t('say.noDocuments')}</p>}
      <Prose>
        <ol>
          {said.documents.map(({ key, title, hint, optional, photo, when }) => (
            <li id={key}>
              {title[language]} {optional && <Muted>({t('say.optional')})</Muted>}
              {[
                hint?.[language],
                photo && sayPhoto(t, photo),
                when && t('say.onlyIf', { who: sayRule(when, language) }),
              ].map((line) => line && <div class="muted">{line}</div>)}
            </li>
          ))}
        </ol>
      </Prose>
    </Section>
  )
}

function sayPhoto(t: Say, { ratio, minWidth, background }: NonNullable<CallSaid['documents'][number]['photo']>) {
  return t('say.photo', {
    ...{ ratio: t(`ratio.${ratio}`), pixels: minWidth, background: t(`background.${background}`) },
  })
}

function Lines(props: { title: string; id: string; texts: readonly string[]; ordered?: boolean }) {
  if (props.texts.length === 0) return null
  const items = props.texts.map((text) => <li>{text}</li>)
  return (
    <Section title={props.title} id={props.id}>
      <Prose>{props.ordered ? <ol>{items}</ol> : <ul>{items}</ul>}</Prose>
    </Section>
  )
}

function Contact({ t, said }: FactsProps) {
  const { where, email, phone, site } = said.contact
  const rows: [string, Child][] = [
    [t('say.where'), where?.[t.language]],
    [t('say.email'), email && <Link href={`mailto:${email}`}>{email}</Link>],
    [t('say.phone'), phone && <Link href={`tel:${phone}`}>{phone}</Link>],
    [t('say.site'), site && <Link href={site}>{site}</Link>],
  ]
  const known = rows.flatMap(([term, value]) => (value ? [{ term, value }] : []))
  if (known.length === 0) return null
  return (
    <Section title={t('say.contact')} id="contact">
      <DescriptionList rows={known} />
    </Section>
  )
}
