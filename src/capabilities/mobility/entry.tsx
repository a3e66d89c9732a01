import type { Child } from '../../platform/jsx-runtime.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { Actions, ButtonLink } from '../../ui/index.ts'
import type { Call } from '../calls/index.ts'
import { callAddress } from './apply-page.tsx'
import { mobilityWords } from './words.ts'

/** On the public page of an open call: the way to an application, or back to the one that was begun. */
export async function mobilityEntry(visit: Visit, call: Call): Promise<Child> {
  if (call.direction !== 'outgoing') return null
  return (
    <Actions>
      <ButtonLink href={`${callAddress(call.institution, visit.language, call.slug)}/apply`}>
        {mobilityWords(visit.language)('apply.title')}
      </ButtonLink>
    </Actions>
  )
}
