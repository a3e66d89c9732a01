import type { Child } from '../../platform/jsx-runtime.ts'
import type { Refusal } from '../../platform/outcome.ts'
import { versionIn } from '../../platform/web/form.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { Actions, Button, Form, HiddenField, Notice } from '../../ui/index.ts'
import { editorAddress } from './list-page.tsx'
import type { SitePage } from './rules.ts'
import { pageWords, type Say } from './words.ts'

const said = [
  'saved',
  'published',
  'taken',
  'scheduled',
  'restored',

  'imported',
  'binned',
  'unbinned',
] as const

/** What has just been done; a block that was taken out can be put back at once. */
export function doneNotice(visit: Visit, t: Say, page?: SitePage): Child {
  const done = visit.query('done')
  if (done === 'removed' && page) return <Removed visit={visit} t={t} page={page} />
  const key = said.find((one) => one === done)
  return key ? <Notice tone="ok" role="status" title={t(`done.${key}`)} /> : null
}

function Removed({ visit, t, page }: { visit: Visit; t: Say; page: SitePage }) {
  const block = visit.query('block') ?? ''
  if (!/^[a-z0-9]{1,12}$/.test(block)) return <></>
  return (
    <Notice tone="ok" role="status" title={t('done.removed')}>
      <Form action={editorAddress(page.id, `/blocks/${block}/return`)} method="post">
        <HiddenField name="version" value={versionIn(visit.query('version'))} />
        <Actions>
          <Button tone="soft">{t('tool.return')}</Button>
        </Actions>
      </Form>
    </Notice>
  )
}

/** Why something was not done. */
export function refusalNotice(refusal: Refusal, t: Say): Child {
  const text = pageWords.byData(t.language).find(`refused.${refusal.key}`, refusal.params)
  return <Notice tone="late" role="alert" title={text ?? t('refused.page.changedMeanwhile')} />
}
