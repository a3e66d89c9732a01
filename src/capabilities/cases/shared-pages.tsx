import { dayOf, readDay } from '../../platform/days.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import { isLanguage, type Language } from '../../platform/words/languages.ts'
import { sayDay, sayDistance, sayMoment } from '../../platform/words/saying-days.ts'
import { DescriptionList, More, Muted, Notice, Section, Tag, type Tone } from '../../ui/index.ts'
import type { Rule } from '../law/index.ts'
import type { View } from './moment.ts'
import type { Procedure } from './procedure.ts'
import { openDeadlines, waitsFor } from './rules.ts'
import { casesWords, type ExplainedRefusal } from './words.ts'

export interface CaseLetter {
  readonly id: string
  readonly number: string
  readonly kind: string
  readonly issued_on: string
  readonly issued_at: Date
  readonly issued_by: string
  readonly subject: string
  readonly revoked_at: Date | null
}

export interface CaseMail {
  readonly id: string
  readonly subject: string
  readonly body: string
  readonly to_address: string
  readonly language: string
  readonly state: string
  readonly kind: string
  readonly queued_at: Date
  readonly answer: string | null
  /** The first mail, when this one was sent again. */
  readonly repeats: string | null
}

/** Whose turn it is. Colour never speaks alone: the words are the caller's. */
export function turnOf(view: View): {
  readonly tone: Tone
  readonly waits: 'subject' | 'office' | 'others' | 'closed'
} {
  const waits = waitsFor(view.procedure, view.standing.stage)
  const tones = { subject: 'due', office: 'wait', others: 'wait', closed: 'quiet' } as const
  return { tone: tones[waits], waits }
}

/** Why something was not possible: each reason, its rule and source, what would make it possible. */
export function Refusals({ refusals, language }: { refusals: readonly ExplainedRefusal[]; language: Language }) {
  if (refusals.length === 0) return null
  return (
    <Notice tone="late" title={casesWords(language)('case.notPossible')} role="alert">
      <ul>
        {refusals.map(({ text, rule, remedy }) => (
          <li>
            {text} {remedy} {rule && <RuleText rule={rule} language={language} />}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

/** What should be looked at again, all of it or that of some facts. */
export function Warnings({ view, facts, language }: { view: View; facts?: readonly string[]; language: Language }) {
  const warnings = view.procedure.warns?.(view.situation, language) ?? []
  const shown = warnings.filter(({ fact }) => facts?.includes(fact) ?? true)
  if (shown.length === 0) return null
  return (
    <Notice tone="due" title={casesWords(language)('case.lookAgain')}>
      <ul>
        {shown.map(({ text }) => (
          <li>{text}</li>
        ))}
      </ul>
    </Notice>
  )
}

/** A rule of the law with its source, and a warning when nobody has verified it. */
export function RuleText({ rule, language }: { rule: Rule; language: Language }) {
  const t = casesWords(language)
  return (
    <Muted>
      {rule.text[language]}. {rule.source.length > 0 && t('case.source', { source: rule.source.join('; ') })}{' '}
      {rule.checked && t('case.checked', { name: rule.checked.by, day: sayDay(dayOf(rule.checked.at), language) })}
      {!rule.verified && t('case.unverified')}
    </Muted>
  )
}

export function DeadlineList({ view, language }: { view: View; language: Language }) {
  const rows = deadlineRows(view, language)
  if (rows.length === 0) return null
  return (
    <Section title={casesWords(language)('case.dates')}>
      <DescriptionList rows={rows} />
    </Section>
  )
}

/** Each open date with how far it is, its rule and its source. */
export function deadlineRows(view: View, language: Language) {
  const t = casesWords(language)
  return openDeadlines(view.procedure, view.situation).map((deadline) => ({
    term: view.procedure.words(language)(`deadline.${deadline.name}`),
    value: (
      <>
        <Tag tone={deadline.due < view.law.day ? 'late' : 'due'}>
          {sayDistance(deadline.due, view.law.day, language)}
        </Tag>{' '}
        {sayDay(deadline.due, language)}
        <br />
        <RuleText rule={deadline.rule} language={language} />{' '}
        {deadline.provisional && <Muted>{t('case.provisional')}</Muted>}
      </>
    ),
  }))
}

export function Letters({
  letters,
  procedure,
  base,
  language,
  about,
}: {
  letters: readonly CaseLetter[]
  procedure: Procedure
  base: Href
  language: Language
  /** Where a letter's own page stands, with its code and its revocation. */
  about?: (id: string) => Href
}) {
  if (letters.length === 0) return null
  return (
    <Section title={casesWords(language)('case.letters')}>
      <ul>
        {letters.map((letter, at) => {
          const day = readDay(letter.issued_on)
          return (
            <li>
              <a href={`${base}/${letter.id}`} data-key={at === 0 && 'l'}>
                {letter.number},{' '}
                {procedure.papers?.[letter.kind.split('.')[1] ?? '']?.subject[language] ?? letter.subject}
              </a>
              , {day && sayDay(day, language)}{' '}
              {letter.revoked_at && <Tag tone="late">{casesWords(language)('case.letter.revoked')}</Tag>}{' '}
              {about && (
                <a href={about(letter.id)}>
                  {casesWords(language)('case.letter.about')}
                  <span class="vh"> {letter.number}</span>
                </a>
              )}
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

/** Whether the mail server took it, in words. */
export function mailState({ state, answer }: CaseMail, language: Language): string {
  return casesWords(language).find(`mail.state.${answer === 'outbox' ? 'outbox' : state}`) ?? state
}

/** What was written to the subject, and whether the mail server took it. */
export function Messages({ mails, language }: { mails: readonly CaseMail[]; language: Language }) {
  const t = casesWords(language)
  return (
    <Section title={t('case.messages')}>
      {mails.length === 0 && <Muted>{t('case.noMessages')}</Muted>}
      {mails.map((mail) => (
        <More title={`${mail.subject} · ${sayMoment(mail.queued_at, language)}`}>
          <p class="muted">
            {mail.to_address}: {mailState(mail, language)}
          </p>
          <p class="body" lang={isLanguage(mail.language) ? mail.language : undefined}>
            {mail.body}
          </p>
        </More>
      ))}
    </Section>
  )
}
