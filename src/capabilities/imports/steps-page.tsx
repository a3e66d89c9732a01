import type { Child } from '../../platform/jsx-runtime.ts'
import { Actions, Button, Confirm, Crumbs, Form, Notice, PageTitle, Tabs } from '../../ui/index.ts'
import { importAddress, importsAddress } from './said.ts'
import type { Import } from './store.ts'
import type { Say } from './words.ts'

export interface StepProps {
  readonly t: Say
  readonly one: Import
}

const steps = ['reading', 'columns', 'words', 'check'] as const
export type Step = (typeof steps)[number]

/** What every step of an import has around it: the way here, the steps, and the way out. */
export function StepPage(
  props: StepProps & { step: Step; notice: string | null; refusal: string | null; children: Child },
) {
  const { t, one, step } = props
  const open = steps.filter((name) => one.fields !== null || name === 'reading' || name === 'columns')
  return (
    <>
      <Crumbs label={t('crumbs')} steps={[{ text: t('title'), href: importsAddress }, { text: one.fileName }]} />
      <PageTitle over={t(`target.${one.target}`)} title={one.fileName} />
      <Tabs
        label={t('steps')}
        tabs={open.map((name) => ({
          href: importAddress(one, `/${name}`),
          text: t(`step.${name}`),
          current: name === step,
        }))}
      />
      {props.notice && (
        <Notice tone="ok" role="status">
          <p>{props.notice}</p>
        </Notice>
      )}
      {props.refusal && (
        <Notice tone="late" role="alert">
          <p>{props.refusal}</p>
        </Notice>
      )}
      {props.children}
      <Confirm open={t('drop.open')} tone="soft">
        <p>{t('drop.text')}</p>
        <Form action={importAddress(one, '/drop')} method="post">
          <Actions>
            <Button tone="danger">{t('drop.button')}</Button>
          </Actions>
        </Form>
      </Confirm>
    </>
  )
}
