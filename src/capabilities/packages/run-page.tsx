import type { Child } from '../../platform/jsx-runtime.ts'
import { sayMoment } from '../../platform/words/saying-days.ts'
import { Crumbs, Notice, PageTitle } from '../../ui/index.ts'
import { chooseAddress } from './addresses.ts'
import type { RunProps } from './run-items.tsx'
import { Made } from './run-made.tsx'
import { Preview } from './run-preview.tsx'
import { Checking } from './run-progress.tsx'
import { packageWords } from './words.ts'

/** Packages of several cases: looked at, made, and what became of each. The officer may leave; the page stays. */
export function RunPage(props: RunProps) {
  const { run, procedure, packed, language, told } = props
  const t = packageWords(language)
  const title = packed.title[language]
  return (
    <>
      <Crumbs
        label={t('here')}
        steps={[
          { text: procedure.words(language)('names'), href: `/desk/cases/${procedure.name}` },
          { text: title, href: chooseAddress(procedure.name, run.kind) },
          { text: sayMoment(run.proposedAt, language) },
        ]}
      />
      <PageTitle title={title} lead={t('run.by', { name: run.by.name, at: sayMoment(run.proposedAt, language) })} />
      {told && <Notice tone="wait" role="status" title={told} />}
      {body(props)}
    </>
  )
}

function body(props: RunProps): Child {
  const { run } = props
  if (!run.checkedAt) return <Checking {...props} />
  if (!run.startedAt) return <Preview {...props} />
  return <Made {...props} />
}
