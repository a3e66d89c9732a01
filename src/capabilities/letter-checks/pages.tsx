import { dayOf } from '../../platform/days.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import { type PublicKey, pemOf } from '../../platform/signing.ts'
import type { Text } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  DescriptionList,
  ErrorSummary,
  Form,
  Link,
  Moment,
  More,
  Notice,
  PageTitle,
  Prose,
  Section,
  Stack,
  TextField,
  type Tone,
  Verbatim,
} from '../../ui/index.ts'
import type { Printed, Verdict } from './rules.ts'
import type { CheckSay } from './words.ts'

/** What the page needs to say a letter's fields: the institution's name and the kind of letter, in three languages. */
export interface Names {
  readonly institution: Text | null
  readonly kind: Text | null
}

/** The form for whoever has no telephone to scan with. */
export function AskPage({ t, missing }: { t: CheckSay; missing: boolean }) {
  return (
    <Stack>
      <PageTitle title={t('ask.title')} lead={t('ask.lead')} />
      {missing && <ErrorSummary title={t('ask.problem')} problems={[{ href: '#code', text: t('ask.missing') }]} />}
      <Form action="/check" method="get" label={t('ask.title')}>
        <TextField
          name="code"
          label={t('ask.code')}
          hint={t('ask.hint')}
          error={missing ? t('ask.missing') : undefined}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck="false"
          mono
        />
        <Actions>
          <Button>{t('ask.check')}</Button>
        </Actions>
      </Form>
      <Prose>
        <p>{t('ask.offline')}</p>
        <p>
          <a href="/check/key">{t('ask.key')}</a>
        </p>
      </Prose>
    </Stack>
  )
}

const tones: Readonly<Record<Verdict['kind'], Tone>> = {
  'in-force': 'ok',
  revoked: 'late',
  unknown: 'late',
  'not-genuine': 'late',
  number: 'wait',
  'no-such': 'late',
}

/** The answer, first in one sentence, then what the letter must say. */
export function VerdictPage({ t, verdict, names }: { t: CheckSay; verdict: Verdict; names: Names }) {
  return (
    <Stack>
      <PageTitle title={t('verdict.title')} />
      <Sentence t={t} verdict={verdict} />
      {'letter' in verdict && <OnThePaper t={t} letter={verdict.letter} names={names} />}
      <p>
        <a href="/check">{t('verdict.another')}</a>
      </p>
    </Stack>
  )
}

function Sentence({ t, verdict }: { t: CheckSay; verdict: Verdict }) {
  if (verdict.kind === 'number') return <NumberSentence t={t} verdict={verdict} />
  const params = {
    since: verdict.kind === 'revoked' ? sayDay(verdict.since, t.language) : '',
    number: verdict.kind === 'no-such' ? verdict.asked : '',
  }
  return (
    <Notice tone={tones[verdict.kind]} title={t(`verdict.${verdict.kind}`, params)} role="status">
      <p>{t(`verdict.${verdict.kind}.about`, params)}</p>
    </Notice>
  )
}

function NumberSentence({ t, verdict }: { t: CheckSay; verdict: Extract<Verdict, { kind: 'number' }> }) {
  const { number, since } = verdict
  const params = { number, day: sayDay(verdict.day, t.language), since: since ? sayDay(since, t.language) : '' }
  return (
    <Notice
      tone={since ? 'late' : 'wait'}
      title={t(since ? 'verdict.number.revoked' : 'verdict.number', params)}
      role="status"
    >
      <p>{t('verdict.number.about')}</p>
    </Notice>
  )
}

function OnThePaper({ t, letter, names }: { t: CheckSay; letter: Printed; names: Names }) {
  const kind = names.kind?.[t.language] ?? letter.subject
  return (
    <Section title={t('paper.title')}>
      <p>{t('paper.compare')}</p>
      <DescriptionList
        rows={[
          { term: t('paper.institution'), value: names.institution?.[t.language] ?? letter.institution },
          { term: t('paper.number'), value: letter.number },
          { term: t('paper.day'), value: <Moment dateTime={letter.day}>{sayDay(letter.day, t.language)}</Moment> },
          { term: t('paper.recipient'), value: letter.recipient },
          ...(kind ? [{ term: t('paper.kind'), value: kind }] : []),
        ]}
      />
    </Section>
  )
}

export type PublishedKey = PublicKey & { readonly publishedAt: Date }

/** The keys that letters are signed with, and how to prove a letter with them and nothing else. */
export function KeyPage({ t, keys, now }: { t: CheckSay; keys: readonly PublishedKey[]; now: string }) {
  return (
    <Stack>
      <PageTitle title={t('key.title')} lead={t('key.lead')} />
      {keys.map((key) => (
        <Section title={t(key.id === now ? 'key.now' : 'key.earlier', { id: key.id })}>
          <p>{t('key.since', { day: sayDay(dayOf(key.publishedAt), t.language) })}</p>
          <Verbatim label={t('key.pem', { id: key.id })}>{pemOf(key)}</Verbatim>
          <p>{t('key.hex', { id: key.id })}</p>
          <Verbatim label={t('key.hex', { id: key.id })}>{key.hex}</Verbatim>
          <p>
            <Link href={keyFile(key)} download>
              {t('key.file')}
            </Link>
          </p>
        </Section>
      ))}
      <Section title={t('key.how')}>
        <Prose>
          <ol>
            <li>{t('key.how.take')}</li>
            <li>{t('key.how.decode')}</li>
            <li>{t('key.how.verify')}</li>
            <li>{t('key.how.compare')}</li>
          </ol>
          <p>{t('key.how.limits')}</p>
        </Prose>
        <More title={t('key.how.commands')}>
          <Verbatim label={t('key.how.commands')}>{commands}</Verbatim>
        </More>
      </Section>
    </Stack>
  )
}

// Read by programs, the same in every language.
const commands = `tr '_-' '/+' < code.txt | awk '{ while (length % 4) $0 = $0 "="; print }' | base64 -d > code.bin
head -c -64 code.bin > letter.txt
tail -c 64 code.bin > letter.sig
openssl pkeyutl -verify -pubin -inkey kopuro-key.pem -rawin -in letter.txt -sigfile letter.sig
cat letter.txt`

export function keyFile(key: PublicKey): Href {
  return `/check/key/${key.id}.pem`
}
