import { sayMoment } from '../../platform/words/saying-days.ts'
import { Actions, Button, Confirm, Crumbs, Form, Notice, PageTitle, Progress } from '../../ui/index.ts'
import { type LinesShown, LineTable, Mending, VerdictTiles } from './check-page.tsx'
import { StateTag } from './list-page.tsx'
import { importAddress, importsAddress } from './said.ts'
import type { StepProps } from './steps-page.tsx'

interface ImportProps extends StepProps, LinesShown {
  readonly refusal: string | null
  readonly isStuck: boolean
  readonly freshId: string
}

/** An import that is on its way, has come in, or was taken back. */
export function ImportPage(props: ImportProps) {
  const { t, one, counts, refusal } = props
  const isMoving = one.state === 'running' || one.state === 'undoing'
  return (
    <>
      <Crumbs label={t('crumbs')} steps={[{ text: t('title'), href: importsAddress }, { text: one.fileName }]} />
      <PageTitle over={t(`target.${one.target}`)} title={one.fileName} lead={<StateTag t={t} state={one.state} />} />
      {refusal && (
        <Notice tone="late" role="alert">
          <p>{refusal}</p>
        </Notice>
      )}
      {isMoving && <Moving {...props} />}
      {one.endedAt && <p>{t('done.text', { time: sayMoment(one.endedAt, t.language), name: one.by.name })}</p>}
      {one.state === 'undone' && one.undoneAt && (
        <p>{t('undone.text', { time: sayMoment(one.undoneAt, t.language), name: one.undoneBy?.name ?? '' })}</p>
      )}
      {counts.undone('kept') > 0 && (
        <Notice tone="due">
          <p>{t('undone.keptText', { count: counts.undone('kept') })}</p>
          <p>
            <a href={importAddress(one, '?show=kept#lines')}>{t('check.show')}</a>
          </p>
        </Notice>
      )}
      {!isMoving && <VerdictTiles {...props} />}
      {one.state === 'done' && counts.of('wrong') > 0 && <Mending {...props} />}
      {one.state === 'done' && (
        <Confirm open={t('undo.open')}>
          <p>{t('undo.text')}</p>
          <Form action={importAddress(one, '/undo')} method="post">
            <Actions>
              <Button tone="danger">{t('undo.button')}</Button>
            </Actions>
          </Form>
        </Confirm>
      )}
      {!isMoving && <LineTable {...props} part="" />}
    </>
  )
}

function Moving({ t, one, counts, isStuck }: ImportProps) {
  const undone = counts.undone('gone') + counts.undone('restored') + counts.undone('kept')
  const all = one.state === 'running' ? counts.all : counts.of('new') + counts.of('changed')
  const value = one.state === 'running' ? counts.done : undone
  const label = t(one.state === 'running' ? 'run.progress' : 'run.undoing', { done: value, all })
  return (
    <div data-running="yes">
      <Progress value={value} max={Math.max(1, all)} label={label} />
      <p>{t('run.text')}</p>
      {isStuck && (
        <Notice tone="due">
          <p>{t('run.stuck')}</p>
          <Form action={importAddress(one, '/push')} method="post">
            <Actions>
              <Button tone="soft">{t('run.push')}</Button>
            </Actions>
          </Form>
        </Notice>
      )}
    </div>
  )
}
