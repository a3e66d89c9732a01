import type { Href } from '../../platform/jsx-runtime.ts'
import { sayProblem } from '../../platform/web/words.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Crumbs,
  FileField,
  Form,
  HiddenField,
  Muted,
  Notice,
  PageTitle,
  Prose,
  Stack,
  TextArea,
} from '../../ui/index.ts'
import type { Ground } from './ground.ts'
import { isInThree, type Ledger } from './ledger.ts'
import type { LineProblem } from './sheet-reading.ts'

interface SheetProps {
  readonly ledger: Ledger
  readonly ground: Ground
  readonly id: string
  readonly lines: string
  /** Why nothing was read at all. */
  readonly refusal: string | null
  readonly problems: readonly LineProblem[]
}

const mostSaid = 50

/** Many records at once: a file, or lines pasted from one; all are entered or none. */
export function SheetPage({ ledger, ground, id, lines, refusal, problems }: SheetProps) {
  const { t } = ground
  const here: Href = `${ledger.address}/sheet`
  const names = ledger.fields.filter((field) => !isInThree(field)).map(({ name }) => t(`${ledger.name}.${name}`))
  return (
    <Stack>
      <Crumbs
        label={t('form.way')}
        steps={[{ text: t(`${ledger.name}.names`), href: ledger.address }, { text: t('sheet.open') }]}
      />
      <PageTitle title={t('sheet.open')} lead={t('sheet.lead')} />
      {refusal && <Notice tone="late" role="alert" title={refusal} />}
      {problems.length > 0 && (
        <Notice tone="late" role="alert" title={t('sheet.refused', { count: problems.length })}>
          <ul>
            {problems.slice(0, mostSaid).map(({ line, problem }) => (
              <li>
                {t('sheet.line', { line })}: {t.find(`${ledger.name}.${problem.field}`) ?? problem.field},{' '}
                {sayProblem(problem, t.language, t)}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <Prose>
        <p>{t('sheet.headings')}</p>
        <p>
          <Muted>{names.join(' · ')}</Muted>
        </p>
      </Prose>
      <Form action={here} method="post" multipart label={t('sheet.open')}>
        <HiddenField name="key" value={id} />
        <FileField name="file" label={t('sheet.file')} hint={t('sheet.fileHint')} accept=".xlsx,.csv,.txt" />
        <TextArea name="lines" label={t('sheet.paste')} hint={t('sheet.pasteHint')} rows={8} value={lines} />
        <Actions>
          <Button>{t('sheet.enter')}</Button>
          <ButtonLink href={ledger.address} tone="soft">
            {t('form.back')}
          </ButtonLink>
        </Actions>
      </Form>
    </Stack>
  )
}
