import { sayProblem } from '../../platform/web/words.ts'
import { Actions, Button, Card, Form, HiddenField, More, Muted, SelectField, TextArea } from '../../ui/index.ts'
import { type DeskCaseProps, deskAddress } from './desk-case.ts'
import { casesWords } from './words.ts'

/** Who looks after the case: taking it, putting it back, handing it to a colleague. */
export function Owner(props: DeskCaseProps) {
  const { view, language, me, mayWork } = props
  const t = casesWords(language)
  const { ownerId, ownerName } = view.standing
  const mine = ownerId === me
  return (
    <Card title={t('case.owner')} id="owner">
      <p>{ownerName ?? t('case.owner.none')}</p>
      {mayWork && (
        <Form action={`${deskAddress(view)}/owner`} method="post" label={t('case.owner')}>
          <HiddenField name="was" value={ownerId ?? ''} />
          <Actions>
            <Button tone="soft" name="owner" value={mine ? 'nobody' : 'me'} keyName="o">
              {t(mine ? 'case.owner.leave' : 'case.owner.take')}
            </Button>
          </Actions>
        </Form>
      )}
      {mayWork && <Handing {...props} />}
    </Card>
  )
}

function Handing({ view, language, colleagues, slip }: DeskCaseProps) {
  const t = casesWords(language)
  const { ownerId } = view.standing
  const tried = slip?.form === 'owner' ? slip : null
  const problem = tried?.problems.find(({ field }) => field === 'owner')
  return (
    <More title={t('case.owner.hand')} open={tried !== null}>
      <Form action={`${deskAddress(view)}/owner`} method="post" label={t('case.owner.hand')}>
        <HiddenField name="was" value={ownerId ?? ''} />
        <SelectField
          name="owner"
          label={t('case.owner.colleague')}
          error={problem && sayProblem(problem, language)}
          options={[
            { value: '', text: t('case.owner.choose') },
            ...colleagues.filter(({ id }) => id !== ownerId).map(({ id, name }) => ({ value: id, text: name })),
          ]}
        />
        <TextArea
          name="word"
          label={t('case.owner.word')}
          hint={t('case.owner.word.hint')}
          rows={2}
          value={tried?.typed.word}
        />
        <Actions>
          <Button tone="soft">{t('case.owner.give')}</Button>
        </Actions>
      </Form>
      <p>
        <a href="/desk/handover">{t('case.owner.all')}</a>
      </p>
    </More>
  )
}

/** Mails at each step, for whoever wants them. */
export function Following({ view, language, me, followers }: DeskCaseProps) {
  const t = casesWords(language)
  const follows = followers.some(({ id }) => id === me)
  const others = followers.filter(({ id }) => id !== me).map(({ name }) => name)
  return (
    <Card title={t('follow.title')}>
      <p>{t(follows ? 'follow.on' : 'follow.about')}</p>
      {others.length > 0 && <Muted>{t('follow.others', { names: others.join(', ') })}</Muted>}
      <Form action={`${deskAddress(view)}/following`} method="post" label={t('follow.title')}>
        <HiddenField name="follow" value={follows ? 'no' : 'yes'} />
        <Actions>
          <Button tone="soft">{t(follows ? 'follow.stop' : 'follow.start')}</Button>
        </Actions>
      </Form>
    </Card>
  )
}
