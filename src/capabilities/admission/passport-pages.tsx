import { readDay } from '../../platform/days.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import type { NoZone, Zone } from '../../platform/passports/index.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  ErrorSummary,
  FileField,
  Form,
  Muted,
  Notice,
  PageTitle,
  Section,
  Stack,
  Table,
  Tag,
  TextArea,
} from '../../ui/index.ts'
import type { Warning } from '../cases/index.ts'
import type { Law } from '../law/index.ts'
import { type Compared, compare, keptZone, type ZoneFact } from './passport-rules.ts'
import type { AdmissionSituation } from './rules.ts'
import { admissionWords } from './words.ts'

/** A photo that lies with the case already. */
export interface Photo {
  readonly id: string
  readonly name: string
}

interface PassportPageProps {
  readonly base: Href
  readonly language: Language
  readonly law: Law
  readonly zone: Zone | null
  readonly compared: readonly Compared[]
  readonly photos: readonly Photo[]
  /** What was typed and could not be read. */
  readonly typed?: string | undefined
  readonly problem?: NoZone | undefined
  readonly photoProblem?: string | undefined
  /** The lines come from a photo just now; unsure: its readings did not agree. */
  readonly photographed?: 'sure' | 'unsure' | null
}

/** The two lines of the passport beside what was typed; the person confirms. */
export function PassportPage(props: PassportPageProps) {
  const { base, language, zone, problem, photoProblem } = props
  const t = admissionWords(language)
  const said = problem ? sayZoneProblem(problem, language) : photoProblem
  return (
    <>
      <PageTitle title={t('passport.title')} lead={t('passport.lead')} />
      {said && (
        <ErrorSummary title={t('passport.notRead')} problems={[{ href: problem ? '#zone' : '#photo', text: said }]} />
      )}
      {zone && <Comparison {...props} />}
      <Section title={t('passport.type')}>
        <Form action={`${base}/passport/lines`} method="post" label={t('passport.type')}>
          <TextArea
            name="zone"
            label={t('passport.lines')}
            hint={t('passport.lines.hint')}
            rows={4}
            maxlength={400}
            value={props.typed ?? zone?.lines.join('\n') ?? ''}
            error={problem ? said : undefined}
          />
          <Actions>
            <Button tone={zone ? 'soft' : 'main'}>{t('passport.read')}</Button>
          </Actions>
        </Form>
      </Section>
      <Photographs {...props} />
      <Actions>
        <ButtonLink tone="soft" href={`${base}/answers/you`}>
          {t('passport.back')}
        </ButtonLink>
      </Actions>
    </>
  )
}

function Photographs({ base, language, photos, photoProblem }: PassportPageProps) {
  const t = admissionWords(language)
  return (
    <Section title={t('passport.photo')}>
      <div
        data-passport
        data-sending={t('passport.sending')}
        data-reading={t('passport.reading')}
        data-failed={t('passport.failed')}
      >
        <Stack>
          {photos.map(({ id, name }) => (
            <Form action={`${base}/passport/photos/${id}`} method="post" label={name}>
              <Actions>
                <Button tone="soft">{t('passport.readThis', { name })}</Button>
              </Actions>
            </Form>
          ))}
          <Form action={`${base}/passport/photos`} method="post" multipart label={t('passport.photo')}>
            <FileField
              name="photo"
              label={t('passport.choose')}
              hint={t('passport.choose.hint')}
              accept="image/jpeg,image/png,image/webp"
              error={photoProblem}
            />
            <Actions>
              <Button tone="soft">{t('passport.readPhoto')}</Button>
            </Actions>
          </Form>
        </Stack>
      </div>
    </Section>
  )
}

const tones = { same: 'ok', differs: 'late', open: 'due', silent: 'quiet' } as const

function Comparison({ base, language, law, zone, compared, photographed }: PassportPageProps) {
  const t = admissionWords(language)
  const say = (fact: ZoneFact, value: string) => sayFact(fact, value, law, language)
  const unknown = [zone?.citizenship, zone?.issuer].filter((code, at) => code && isSilent(compared, at))
  const wanting = compared.filter(({ standing }) => standing === 'open' || standing === 'differs').length
  return (
    <Section title={t('passport.says')}>
      {photographed && (
        <Notice tone={photographed === 'sure' ? 'ok' : 'due'} role="status">
          {t(photographed === 'sure' ? 'passport.fromPhoto' : 'passport.fromPhotoUnsure')}
        </Notice>
      )}
      <Table
        caption={t('passport.says')}
        captionHidden
        empty=""
        columns={[
          { key: 'fact', text: t('passport.column.fact') },
          { key: 'says', text: t('passport.column.says') },
          { key: 'typed', text: t('passport.column.typed') },
          { key: 'standing', text: t('passport.column.standing') },
        ]}
        rows={compared.map(({ fact, says, answered, standing }) => ({
          cells: [
            admissionWords(language)(`fact.${fact}`),
            says ? say(fact, says) : '–',
            answered ? say(fact, answered) : '–',
            <Tag tone={tones[standing]}>{t(`passport.standing.${standing}`)}</Tag>,
          ],
        }))}
      />
      {unknown.length > 0 && <Muted>{t('passport.unknownState', { code: [...new Set(unknown)].join(', ') })}</Muted>}
      <Actions>
        {wanting > 0 ? (
          <Form action={`${base}/passport/answers`} method="post" label={t('passport.takeOver')}>
            <Button>{t('passport.takeOver')}</Button>
          </Form>
        ) : (
          <ButtonLink href={`${base}/answers/passport`}>{t('passport.goOn')}</ButtonLink>
        )}
        <Form action={`${base}/passport/removal`} method="post" label={t('passport.forget')}>
          <Button tone="soft">{t('passport.forget')}</Button>
        </Form>
      </Actions>
    </Section>
  )
}

function isSilent(compared: readonly Compared[], at: number): boolean {
  const fact = at === 0 ? 'citizenship' : 'passportCountry'
  return compared.some((one) => one.fact === fact && one.standing === 'silent')
}

/** Above the questions that the passport answers: the way to let it. */
export function PassportHelp({ base, language }: { base: Href; language: Language }) {
  const t = admissionWords(language)
  return (
    <Notice tone="wait" title={t('passport.help')}>
      <p>{t('passport.help.text')}</p>
      <p>
        <a href={`${base}/passport`}>{t('passport.help.open')}</a>
      </p>
    </Notice>
  )
}

/** Where an answer is not what the zone says. */
export function zoneWarnings({ facts, law, today }: AdmissionSituation, language: Language): Warning[] {
  const zone = keptZone(facts.passportZone, today)
  if (!zone) return []
  const t = admissionWords(language)
  const differing = compare(zone, facts, law).filter(({ standing }) => standing === 'differs')
  return differing.map(({ fact, says, answered }) => ({
    fact,
    text: t('passport.differs', {
      fact: t(`fact.${fact}`),
      says: sayFact(fact, says, law, language),
      answered: sayFact(fact, answered, law, language),
    }),
  }))
}

/** An answer as its reader says it. */
export function sayFact(fact: ZoneFact, value: string, law: Law, language: Language): string {
  const t = admissionWords(language)
  if (fact === 'citizenship' || fact === 'passportCountry') return law.country(value)?.name[language] ?? value
  if (fact === 'sex' && (value === 'female' || value === 'male')) return t(`choice.sex.${value}`)
  const day = readDay(value)
  return day ? sayDay(day, language) : value
}

export function sayZoneProblem({ problem, line, has, wants }: NoZone, language: Language): string {
  return admissionWords(language)(`zone.${problem}`, { line, has, wants })
}
