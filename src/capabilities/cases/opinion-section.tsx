import { addDays, type Day } from '../../platform/days.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import { dayParts, sayProblem } from '../../platform/web/words.ts'
import { isLanguage, languageNames, languages } from '../../platform/words/languages.ts'
import { sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  CheckField,
  Confirm,
  DayField,
  FieldGroup,
  Form,
  HiddenField,
  More,
  Muted,
  Section,
  SelectField,
  Tag,
  TextArea,
  TextField,
} from '../../ui/index.ts'
import { type DeskCaseProps, deskAddress } from './desk-case.ts'
import type { Opinion } from './opinions.ts'
import { casesWords } from './words.ts'

/** The opinions that were asked for, their answers, and asking for another. */
export function Opinions(props: DeskCaseProps) {
  const { language, opinions, mayWork } = props
  const t = casesWords(language)
  if (opinions.length === 0 && !mayWork) return null
  return (
    <Section title={t('opinions.title')} id="opinions">
      {opinions.length === 0 && <Muted>{t('opinions.none')}</Muted>}
      {opinions.map((opinion) => (
        <OneOpinion opinion={opinion} {...props} />
      ))}
      {mayWork && <Asking {...props} />}
    </Section>
  )
}

function standing({ answeredAt, revokedAt, until }: Opinion, today: Day) {
  if (answeredAt) return { tone: 'ok', key: 'opinions.answered' } as const
  if (revokedAt) return { tone: 'quiet', key: 'opinions.revoked' } as const
  if (until < today) return { tone: 'late', key: 'opinions.late' } as const
  return { tone: 'wait', key: 'opinions.waiting' } as const
}

function OneOpinion({ opinion, view, language, mayWork }: DeskCaseProps & { opinion: Opinion }) {
  const t = casesWords(language)
  const { tone, key } = standing(opinion, view.law.day)
  const titles = view.items
    .filter(({ files, earlier }) => [...files, ...earlier].some(({ id }) => opinion.fileIds.includes(id)))
    .map(({ wanted }) => wanted.title[language])
  const last = opinion.opened.at(-1)
  const base: Href = `${deskAddress(view)}/opinions/${opinion.id}`
  const waits = key === 'opinions.waiting'
  return (
    <div class="card">
      <h3>
        {opinion.name}
        {opinion.unit && `, ${opinion.unit}`} <Tag tone={tone}>{t(key)}</Tag>
      </h3>
      <p class="body">{opinion.question}</p>
      {opinion.advice && (
        <p class="body">
          <b>{t(`opinion.advice.${opinion.advice}`)}.</b> {opinion.words}
        </p>
      )}
      <p>
        <Muted>
          {t('opinions.asked', { by: opinion.askedBy, at: sayMoment(opinion.askedAt, language), to: opinion.address })}{' '}
          {t('opinions.until', { day: sayDay(opinion.until, language) })}{' '}
          {titles.length > 0 ? t('opinions.papers', { papers: titles.join(', ') }) : t('opinions.noPapers')}{' '}
          {last
            ? t('opinions.opened', { count: opinion.opened.length, at: sayMoment(last, language) })
            : t('opinions.notOpened')}{' '}
          {opinion.turnedAway > 0 && t('opinions.turnedAway', { count: opinion.turnedAway })}
        </Muted>
      </p>
      {mayWork && waits && (
        <Actions>
          <Form action={`${base}/renewal`} method="post" label={`${t('opinions.renew')}: ${opinion.name}`}>
            <Button tone="soft">{t('opinions.renew')}</Button>
          </Form>
          <Confirm open={t('opinions.revoke')}>
            <p>{t('opinions.revoke.about')}</p>
            <Form action={`${base}/revocation`} method="post" label={`${t('opinions.revoke')}: ${opinion.name}`}>
              <Actions>
                <Button tone="danger">{t('opinions.revoke')}</Button>
              </Actions>
            </Form>
          </Confirm>
        </Actions>
      )}
    </div>
  )
}

const usualDays = 7

function Asking({ view, language, slip, opinionKey }: DeskCaseProps) {
  const t = casesWords(language)
  const tried = slip?.form === 'opinion' ? slip : null
  const typed = tried?.typed ?? {}
  const errorOf = (field: string) => {
    const problem = tried?.problems.find((one) => one.field === field)
    return problem && (t.find(problem.key) ?? sayProblem(problem, language))
  }
  const [year = '', month = '', day = ''] = addDays(view.law.day, usualDays).split('-')
  const speaks = isLanguage(typed.speaks) ? typed.speaks : language
  const shared = view.items.filter(({ files }) => files.length > 0)
  return (
    <More title={t('opinions.ask')} about={t('opinions.ask.about')} open={tried !== null}>
      <Form action={`${deskAddress(view)}/opinions`} method="post" label={t('opinions.ask')}>
        <HiddenField name="key" value={opinionKey} />
        <TextField name="name" label={t('opinions.name')} value={typed.name} error={errorOf('name')} />
        <TextField
          name="address"
          type="email"
          label={t('opinions.address')}
          value={typed.address}
          error={errorOf('address')}
        />
        <TextField name="unit" label={t('opinions.unit')} value={typed.unit} error={errorOf('unit')} />
        <SelectField
          name="speaks"
          width="half"
          label={t('opinions.speaks')}
          options={languages.map((value) => ({ value, text: languageNames[value], selected: value === speaks }))}
        />
        <DayField
          name="until"
          label={t('opinions.untilDay')}
          error={errorOf('until')}
          words={dayParts(language)}
          value={
            tried
              ? { day: typed['until.day'] ?? '', month: typed['until.month'] ?? '', year: typed['until.year'] ?? '' }
              : { day: String(Number(day)), month: String(Number(month)), year }
          }
        />
        <TextArea
          name="question"
          label={t('opinion.question')}
          rows={4}
          value={typed.question}
          error={errorOf('question')}
        />
        {shared.length > 0 && (
          <FieldGroup legend={t('opinions.share')} hint={t('opinions.share.hint')}>
            {shared.map(({ wanted }) => (
              <CheckField
                name={`paper.${wanted.type}`}
                label={wanted.title[language]}
                checked={typed[`paper.${wanted.type}`] === 'yes'}
              />
            ))}
          </FieldGroup>
        )}
        <Actions>
          <Button tone="soft">{t('opinions.send')}</Button>
        </Actions>
      </Form>
    </More>
  )
}
