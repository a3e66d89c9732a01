import { Actions, Button, ButtonLink, Form, Notice } from '../../ui/index.ts'
import { addressOf, type Panel } from '../cases/index.ts'
import { stateForOwner } from './rules.ts'
import { linksOf } from './store.ts'
import { cameraWords } from './words.ts'

/** Above the papers: the way to the camera, and while a telephone may send, that it may. */
export const cameraPanel: Panel = {
  papers: async (visit, view) => {
    if (view.acting) return null
    const t = cameraWords(visit.language)
    const links = await linksOf(visit.within(view.standing.institution), view.standing.id)
    const now = visit.house.clock.now()
    const alive = links.find((link) => ['fresh', 'open'].includes(stateForOwner(link, now)))
    const base = addressOf(view)
    if (!alive) {
      return (
        <div data-live="camera">
          <p>
            <a href={`${base}/camera`}>{t('panel.use')}</a>
          </p>
        </div>
      )
    }
    const state = stateForOwner(alive, now)
    return (
      <div data-live="camera" data-watch="yes">
        <Notice tone="ok">
          <p>{t(`link.state.${state}`, { device: alive.device || t('links.someDevice') })}</p>
          <Form action={`${base}/camera/ending`} method="post">
            <Actions>
              <Button tone="soft">{t('link.end')}</Button>
              <ButtonLink tone="soft" href={`${base}/camera`}>
                {t('links.title')}
              </ButtonLink>
            </Actions>
          </Form>
        </Notice>
      </div>
    )
  },
}
