import type { Problem, Typed } from '../../platform/web/form.ts'
import { dayParts, saidOf } from '../../platform/web/words.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Confirm,
  DayField,
  Form,
  HiddenField,
  Link,
  More,
  Notice,
  TextArea,
} from '../../ui/index.ts'
import { callAddress, draftAddress, Problems } from './draft-pages.tsx'
import { publicAddress } from './public-pages.tsx'
import type { Call, CallState } from './rules.ts'
import type { Say } from './words.ts'

interface Props {
  readonly t: Say
  readonly call: Call
  readonly state: CallState
  readonly mayEdit: boolean
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly notice: string | null
}

/** What the office does with a call as a whole. */
export function LifeActions(props: Props) {
  const { t, call, state, mayEdit, notice } = props
  return (
    <>
      <Problems {...props} />
      {notice && <Notice tone="ok" title={notice} role="status" />}
      {call.draft && call.edition > 0 && mayEdit && (
        <Notice tone="due" title={t('life.changing')}>
          <p>
            <Link href={draftAddress(call)}>{t('life.goOn')}</Link>
          </p>
        </Notice>
      )}
      <Actions>
        {mayEdit && <ButtonLink href={draftAddress(call)}>{t('life.change')}</ButtonLink>}
        {call.state === 'published' && (
          <ButtonLink tone="soft" href={`${publicAddress(call.institution, t.language)}/${call.slug}`}>
            {t('desk.public')}
          </ButtonLink>
        )}
        <ButtonLink tone="soft" href={`${callAddress(call)}/editions`}>
          {t('editions.title')}
        </ButtonLink>
        {mayEdit && (
          <Button tone="soft" form="copy">
            {t('life.copy')}
          </Button>
        )}
        {mayEdit && call.state === 'archived' && (
          <Button tone="soft" form="back">
            {t('life.back')}
          </Button>
        )}
      </Actions>
      {mayEdit && (state === 'open' || state === 'closed' || state === 'coming') && call.closesOn && (
        <Extension {...props} />
      )}
      {mayEdit && <CopyAndArchive {...props} />}
    </>
  )
}

function Extension({ t, call, typed, problems }: Props) {
  const [year = '', month = '', day = ''] = (call.closesOn ?? '').split('-')
  const value = {
    ...{ day: typed['closesOn.day'] ?? day, month: typed['closesOn.month'] ?? month },
    year: typed['closesOn.year'] ?? year,
  }
  return (
    <More title={t('extend.title')} about={t('extend.about')} open={problems.length > 0}>
      <Form action={`${callAddress(call)}/extension`} method="post" label={t('extend.title')}>
        <HiddenField name="version" value={call.version} />
        <DayField
          name="closesOn"
          label={t('extend.day')}
          words={dayParts(t.language)}
          value={value}
          error={saidOf(problems, 'closesOn', t.language, t)}
        />
        <TextArea
          name="why"
          label={t('extend.why')}
          rows={2}
          value={typed.why}
          maxlength={1000}
          error={saidOf(problems, 'why', t.language, t)}
        />
        <Actions>
          <Button>{t('extend.go')}</Button>
        </Actions>
      </Form>
    </More>
  )
}

function CopyAndArchive({ t, call }: Props) {
  return (
    <>
      <Form id="copy" action={`${callAddress(call)}/copies`} method="post">
        <HiddenField name="id" value={crypto.randomUUID()} />
      </Form>
      <Form id="back" action={`${callAddress(call)}/archive`} method="post">
        <HiddenField name="to" value="back" />
      </Form>
      {call.state !== 'archived' && (
        <Confirm open={t('life.archive')} tone="soft">
          <p>{t('life.archiveText')}</p>
          <Form action={`${callAddress(call)}/archive`} method="post">
            <Actions>
              <Button>{t('life.archive')}</Button>
            </Actions>
          </Form>
        </Confirm>
      )}
    </>
  )
}
