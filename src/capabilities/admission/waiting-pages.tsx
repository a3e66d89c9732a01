import { dayOf } from '../../platform/days.ts'
import type { Typed } from '../../platform/web/form.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  EmptyState,
  Form,
  Link,
  More,
  Muted,
  Notice,
  PageTitle,
  Section,
  Table,
  TextArea,
} from '../../ui/index.ts'
import type { Waiting } from './waiting-store.ts'
import { admissionWords } from './words.ts'

interface WaitingPageProps {
  readonly list: readonly Waiting[]
  readonly language: Language
  readonly mayWork: boolean
  /** What was typed for a move that was not made, and why it wasn't. */
  readonly tried: { readonly caseId: string; readonly typed: Typed; readonly notice: string } | null
}

/** The waiting lists, programme by programme: who comes next when a place is free. */
export function WaitingPage({ list, language, mayWork, tried }: WaitingPageProps) {
  const t = admissionWords(language)
  return (
    <>
      <PageTitle title={t('waiting.title')} lead={t('waiting.lead')} />
      {tried && (
        <Notice tone="late" role="alert">
          {tried.notice}
        </Notice>
      )}
      {list.length === 0 && <EmptyState title={t('waiting.none.title')} text={t('waiting.none.text')} />}
      {[...Map.groupBy(list, ({ programme }) => programme).values()].map((group) => (
        <Section title={`${group[0]?.programmeName[language]} · ${t('waiting.count', { count: group.length })}`}>
          <Table
            caption={group[0]?.programmeName[language] ?? ''}
            captionHidden
            columns={[
              { key: 'place', text: t('waiting.place'), numeric: true },
              { key: 'name', text: t('waiting.name') },
              { key: 'arrived', text: t('waiting.arrived') },
              { key: 'moved', text: t('waiting.moved') },
              ...(mayWork ? [{ key: 'move', text: t('waiting.move') }] : []),
            ]}
            rows={group.map((waiting, at) => ({
              cells: [
                at + 1,
                <Link href={`/desk/cases/admission/${waiting.caseId}`}>{waiting.name}</Link>,
                waiting.arrivedAt ? sayDay(dayOf(waiting.arrivedAt), language) : '',
                waiting.movedBy ?? '–',
                ...(mayWork ? [<MoveForm waiting={waiting} language={language} tried={tried} />] : []),
              ],
            }))}
            empty=""
          />
        </Section>
      ))}
      <Muted>{t('waiting.order')}</Muted>
    </>
  )
}

function MoveForm({ waiting, language, tried }: { waiting: Waiting } & Pick<WaitingPageProps, 'language' | 'tried'>) {
  const t = admissionWords(language)
  const own = tried?.caseId === waiting.caseId ? tried : null
  return (
    <More title={t('waiting.move')} open={own !== null}>
      <Form
        action={`/desk/waiting/${waiting.caseId}/place`}
        method="post"
        label={t('waiting.moveWho', { name: waiting.name })}
      >
        <TextArea
          name="reason"
          id={`reason-${waiting.caseId}`}
          label={t('waiting.reason')}
          value={own?.typed.reason ?? ''}
          rows={2}
        />
        <Actions>
          <Button tone="soft" name="way" value="up">
            {t('waiting.up')}
          </Button>
          <Button tone="soft" name="way" value="down">
            {t('waiting.down')}
          </Button>
        </Actions>
      </Form>
    </More>
  )
}
