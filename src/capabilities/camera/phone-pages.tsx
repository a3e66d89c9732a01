import type { Href } from '../../platform/jsx-runtime.ts'
import { sayMoment } from '../../platform/words/saying-days.ts'
import { Actions, Button, DocumentRow, ErrorSummary, Form, Notice, PageTitle, Stack } from '../../ui/index.ts'
import { PaperUpload, UploadRoot, type View } from '../cases/index.ts'
import type { Arrival } from './store.ts'
import type { CameraSay } from './words.ts'

interface StartPageProps {
  readonly t: CameraSay
  readonly address: Href
  readonly office: string
  readonly papers: readonly string[]
}

/** What the link is for; the button makes this telephone the camera. Names nobody: a link may go astray. */
export function StartPage({ t, address, office, papers }: StartPageProps) {
  return (
    <Stack>
      <PageTitle title={t('phone.title')} lead={t('phone.lead', { office })} />
      <ul>
        {papers.map((paper) => (
          <li>{paper}</li>
        ))}
      </ul>
      <Form action={`${address}/opening`} method="post">
        <Actions>
          <Button>{t('phone.begin')}</Button>
        </Actions>
      </Form>
      <p class="muted">{t('phone.once')}</p>
    </Stack>
  )
}

interface PhonePageProps {
  readonly t: CameraSay
  readonly address: Href
  readonly papers: View['items']
  readonly arrivals: readonly Arrival[]
  readonly until: Date
  readonly notTaken: readonly string[]
  /** Opens the camera at once, or lets choose among what is on the telephone. */
  readonly camera: boolean
}

/** A camera for each paper. Shows what came from here and nothing else of the case. */
export function PhonePage({ t, address, papers, arrivals, until, notTaken, camera }: PhonePageProps) {
  return (
    <>
      <PageTitle title={t('phone.title')} lead={t('phone.until', { at: sayMoment(until, t.language) })} />
      {notTaken.length > 0 && (
        <ErrorSummary title={t('phone.problem')} problems={notTaken.map((text) => ({ href: '#page', text }))} />
      )}
      <UploadRoot address={address} language={t.language} />
      <Stack>
        {papers.map(({ wanted }) => {
          const came = arrivals.filter(({ type }) => type === wanted.type)
          return (
            <DocumentRow
              state={came.length > 0 ? 'ok' : 'missing'}
              mark={came.length > 0 ? '✓' : '…'}
              title={wanted.title[t.language]}
              tag={t('phone.came', { count: came.length })}
              text={wanted.hint[t.language]}
              id={wanted.type}
            >
              <div data-live={`files-${wanted.type}`}>
                {came.map(({ name }) => (
                  <p>✓ {t('phone.safe', { name })}</p>
                ))}
              </div>
              <PaperUpload
                address={address}
                type={wanted.type}
                title={wanted.title[t.language]}
                label={t(camera ? 'phone.take' : 'phone.choose')}
                language={t.language}
                camera={camera}
              />
            </DocumentRow>
          )
        })}
      </Stack>
      <p>
        {camera ? (
          <a href={`${address}/documents?from=files`}>{t('phone.fromFiles')}</a>
        ) : (
          <a href={`${address}/documents`}>{t('phone.fromCamera')}</a>
        )}
      </p>
    </>
  )
}

export function OverPage({ t, state }: { t: CameraSay; state: 'taken' | 'late' | 'ended' }) {
  return (
    <Stack>
      <PageTitle title={t('phone.title')} />
      <Notice tone="wait" role="status">
        <p>{t(`phone.over.${state}`)}</p>
      </Notice>
    </Stack>
  )
}
