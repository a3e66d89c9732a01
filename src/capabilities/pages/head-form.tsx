import { Actions, Button, Form, HiddenField, Link } from '../../ui/index.ts'
import { InThree, Theirs, type Tried, Wrong } from './block-form-view.tsx'
import { editorAddress } from './list-page.tsx'
import type { SitePage } from './rules.ts'
import type { Say } from './words.ts'

/** The title of a page and the sentence below it. */
export function HeadForm({ t, page, seen, ...tried }: Tried & { t: Say; page: SitePage; seen: number }) {
  return (
    <Form action={editorAddress(page.id, '/head')} method="post" label={t('head.name')}>
      <HiddenField name="seen" value={seen} />
      <Wrong t={t} {...tried} />
      <Theirs t={t} {...tried} />
      <InThree t={t} {...tried} name="title" label={t('field.title')} size="line" />
      <InThree t={t} {...tried} name="lead" label={t('field.lead')} size="long" />
      <Actions>
        <Button>{t('edit.save')}</Button>
        <Link href={editorAddress(page.id, '#head')}>{t('edit.cancel')}</Link>
      </Actions>
    </Form>
  )
}
