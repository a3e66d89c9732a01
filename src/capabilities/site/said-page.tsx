import type { Day } from '../../platform/days.ts'
import type { Html } from '../../platform/jsx-runtime.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { sayMoney } from '../../platform/words/saying-money.ts'
import { Link, Main, More, Muted, Notice, PageTitle, Prose, Section } from '../../ui/index.ts'
import type { Hostel } from '../housing/index.ts'
import type { OfficePage } from '../institutions/index.ts'
import type { Rule } from '../law/index.ts'
import { addressOf } from './addresses.ts'
import type { Known } from './page.ts'

type Props = Known & { page: OfficePage; rules: readonly Rule[]; hostels: readonly Hostel[]; today: Day }

/** What the office says of one subject in its own words; what the law of today says of it stands apart, with its sources. */
export function SaidPage(props: Props): Html {
  const { t, institution, page } = props
  const address = (path: string) => addressOf(institution.id, t.language, path)
  return (
    <Main>
      <PageTitle title={page.title[t.language]} over={institution.name[t.language]} />
      {page.asOf && (
        <Notice tone="due" title={t('said.asOf', { year: String(page.asOf) })} role="note">
          <p>{t('said.old', { year: String(page.asOf) })}</p>
        </Notice>
      )}
      {page.sections.map((section) => (
        <Said {...props} section={section} />
      ))}
      <Hostels {...props} />
      <Today {...props} />
      <Prose>
        <ul>
          {page.key === 'visa' && (
            <>
              <li>
                <Link href={address('registration')}>{t('said.registration')}</Link>
              </li>
              <li>
                <Link href={address('invitation')}>{t('said.invitation')}</Link>
              </li>
            </>
          )}
          <li>
            <Link href={address('contacts')}>{t('said.office')}</Link>
          </li>
        </ul>
      </Prose>
    </Main>
  )
}

type Lines = OfficePage['sections'][number]

function Said({ t, section: { title, numbered, lines } }: Props & { section: Lines }) {
  const items = lines.map(({ key, text, note, url }) => (
    <li id={key}>
      {url ? <Link href={url}>{text[t.language]}</Link> : text[t.language]}
      {note && <Muted> ({note[t.language]})</Muted>}
    </li>
  ))
  return (
    <Section title={title[t.language]}>
      <Prose>{numbered ? <ol>{items}</ol> : <ul>{items}</ul>}</Prose>
    </Section>
  )
}

/** The hostels as the register has them, with what a place costs today: the price may have moved since the page was written. */
function Hostels({ t, hostels, today }: Props) {
  if (hostels.length === 0) return <></>
  return (
    <Section title={t('said.hostels')}>
      <Prose>
        <ul>
          {hostels.map(({ id, name, address, prices }) => {
            const price = prices.findLast(({ since }) => since <= today)
            return (
              <li id={id}>
                {[name[t.language], address?.[t.language]].filter(Boolean).join(', ')}
                {price && `: ${t('said.price', { price: sayMoney(price.amount, price.currency, t.language) })}`}
              </li>
            )
          })}
        </ul>
      </Prose>
    </Section>
  )
}

/** The law by subject, each behind its heading: whoever looks for the visa need not read about fees. */
function Today({ t, rules, today }: Props) {
  if (rules.length === 0) return <></>
  const subjects = Map.groupBy(rules, ({ id }) => id.split('.')[0] ?? '')
  return (
    <Section title={t('said.law')} id="law">
      <p>{t('said.lawLead', { day: sayDay(today, t.language) })}</p>
      {[...subjects].map(([subject, own]) => (
        <More title={`${t.find(`said.subject.${subject}`) ?? subject} (${own.length})`}>
          <Prose>
            <ul>
              {own.map((rule) => (
                <RuleLine t={t} rule={rule} />
              ))}
            </ul>
          </Prose>
        </More>
      ))}
    </Section>
  )
}

function RuleLine({ t, rule }: Pick<Known, 't'> & { rule: Rule }) {
  return (
    <li id={`law-${rule.id}`}>
      {rule.text[t.language]}.{rule.note && ` ${rule.note[t.language]}.`}{' '}
      <Muted>
        {!rule.verified && `${t('said.unverified')} `}
        {rule.asOf && `${t('said.asOfRule', { day: rule.asOf })} `}
        {rule.source.length > 0 && t('said.source', { source: rule.source.join('; ') })}
      </Muted>
    </li>
  )
}
